package dev.signalbox.app.settings;

import dev.signalbox.db.calllog.Retention;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.router.privacy.Redactor;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the call log is kept.
 *
 * @param journals the folder of the nodes' journals; absent means {@code journal} below the data
 * @param journal how each of them is kept
 * @param retention how long calls, prompts and answers are kept
 * @param redactor replaces secrets and personal data, for tasks that want it
 */
public record LogSettings(
    Optional<Path> journals, JournalSettings journal, Retention retention, Redactor redactor) {
  public static final LogSettings DEFAULT =
      new LogSettings(
          Optional.empty(), JournalSettings.DEFAULT, Retention.DEFAULT, Redactor.standard());
}
