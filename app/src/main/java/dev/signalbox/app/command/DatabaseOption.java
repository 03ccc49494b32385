package dev.signalbox.app.command;

import dev.signalbox.app.node.Shutdown;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command works on. */
final class DatabaseOption {
  @Option(
      names = "--database",
      paramLabel = "URL",
      defaultValue = "${env:SIGNALBOX_DATABASE_URL}",
      description =
          "a PostgreSQL server (default: SIGNALBOX_DATABASE_URL, then what the settings say)")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".signalbox",
      description = "where the embedded PostgreSQL keeps its data (default: ${DEFAULT-VALUE})")
  private Path data = Path.of(".signalbox");

  /** The folder for what is not in the database. */
  Path data() {
    return data.toAbsolutePath().normalize();
  }

  /**
   * The server that was asked for, or else the embedded one, started.
   *
   * @param configured what the settings say
   * @param shutdown stops the embedded one
   * @throws dev.signalbox.db.DatabaseException if it cannot run
   */
  DatabaseAddress open(Optional<String> configured, String folder, Shutdown shutdown) {
    return Optional.ofNullable(url)
        .filter(given -> !given.isBlank())
        .or(() -> configured)
        .map(DatabaseAddress::of)
        .orElseGet(() -> embedded(folder, shutdown));
  }

  private DatabaseAddress embedded(String folder, Shutdown shutdown) {
    return shutdown
        .closing(
            EmbeddedPostgres.start(
                data().resolve(folder), data().resolve("postgres-programs"), OptionalInt.empty()))
        .address();
  }
}
