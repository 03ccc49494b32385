package dev.signalbox.app.command;

import dev.signalbox.app.node.Shutdown;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import java.nio.file.Files;
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
   * The folder of the nodes' journals.
   *
   * @param configured what the settings say
   */
  Path journals(Optional<Path> configured) {
    return configured.orElseGet(() -> data().resolve("journal"));
  }

  /**
   * The server that was asked for, or else the embedded one, started.
   *
   * @param configured what the settings say
   * @param shutdown stops the embedded one
   * @throws dev.signalbox.db.DatabaseException if it cannot run
   */
  DatabaseAddress open(Optional<String> configured, String folder, Shutdown shutdown) {
    return given(configured).orElseGet(() -> embedded(folder, shutdown));
  }

  /**
   * The same for a command beside {@code serve} or {@code demo}: an embedded server that runs is
   * joined, and goes on running.
   */
  DatabaseAddress join(Optional<String> configured, Shutdown shutdown) {
    return given(configured)
        .or(() -> EmbeddedPostgres.running(data().resolve(ServeCommand.FOLDER)))
        .or(this::demo)
        .orElseGet(() -> embedded(ServeCommand.FOLDER, shutdown));
  }

  /** The demo's, but never in the place of one that holds real calls. */
  private Optional<DatabaseAddress> demo() {
    return Files.exists(data().resolve(ServeCommand.FOLDER))
        ? Optional.empty()
        : EmbeddedPostgres.running(data().resolve(DemoCommand.FOLDER));
  }

  private Optional<DatabaseAddress> given(Optional<String> configured) {
    return Optional.ofNullable(url)
        .filter(asked -> !asked.isBlank())
        .or(() -> configured)
        .map(DatabaseAddress::of);
  }

  private DatabaseAddress embedded(String folder, Shutdown shutdown) {
    return shutdown
        .closing(
            EmbeddedPostgres.start(
                data().resolve(folder), data().resolve("postgres-programs"), OptionalInt.empty()))
        .address();
  }
}
