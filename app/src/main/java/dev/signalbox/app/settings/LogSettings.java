package dev.signalbox.app.settings;

import dev.signalbox.db.journal.JournalSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the call log is kept.
 *
 * @param journals the folder of the nodes' journals; absent means {@code journal} below the data
 * @param journal how each of them is kept
 * @param keepCalls days
 * @param keepPayloads days that prompts and answers are kept, at most those of calls
 */
public record LogSettings(
    Optional<Path> journals, JournalSettings journal, int keepCalls, int keepPayloads) {
  public static final LogSettings DEFAULT =
      new LogSettings(Optional.empty(), JournalSettings.DEFAULT, 400, 30);
}
