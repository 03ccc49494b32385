package dev.signalbox.app.command;

import dev.signalbox.app.console.UsageException;
import dev.signalbox.app.node.Shutdown;
import dev.signalbox.app.settings.Settings;
import dev.signalbox.app.settings.SettingsReader;
import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.KeepFrom;
import dev.signalbox.db.calllog.Retention;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The database of a command that works on nothing else; the command mixes it in. */
public final class CommandDatabase {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "signalbox.yaml",
      description = "settings that name the database (default: ${DEFAULT-VALUE})")
  private Path config = Path.of("signalbox.yaml");

  @Mixin private DatabaseOption option = new DatabaseOption();

  /**
   * Does something with the database, and closes it. An embedded server that runs is joined.
   *
   * @throws dev.signalbox.db.DatabaseException if it is not there
   */
  public <T> T use(Function<Database, T> work) {
    Optional<String> configured = settings().flatMap(Settings::database);
    try (Shutdown shutdown = new Shutdown()) {
      return work.apply(shutdown.closing(Database.connect(option.join(configured, shutdown))));
    }
  }

  /**
   * The same, for work that needs all tables of this version.
   *
   * @throws UsageException if the schema is older, for only its owner brings it up to date
   */
  public <T> T useMigrated(Function<Database, T> work) {
    return use(database -> {
      if (database.status().stream().anyMatch(migration -> migration.madeAt().isEmpty())) {
        throw new UsageException(
            "the database's schema is older than this program; signalbox db migrate brings it"
                + " up to date");
      }
      return work.apply(database);
    });
  }

  /** The same, for work that only reads; costs are explained by the catalogue of the settings. */
  public <T> T read(Function<Views, T> reading) {
    Catalog catalog = catalog();
    return useMigrated(database -> reading.apply(Views.over(database.jdbi(), catalog)));
  }

  /** The catalogue that the settings name, or else the shipped one. */
  public Catalog catalog() {
    return settings().map(Settings::catalog).orElseGet(Catalog::shipped);
  }

  /** What the settings still keep of the call log today. */
  KeepFrom keepFrom() {
    return retention().keepFrom(LocalDate.now(ZoneOffset.UTC));
  }

  /** The folder of the nodes' journals. */
  Path journals() {
    return option.journals(settings().flatMap(settings -> settings.log().journals()));
  }

  /** How long the settings have calls kept. */
  Retention retention() {
    return settings().map(settings -> settings.log().retention()).orElse(Retention.DEFAULT);
  }

  private Optional<Settings> settings() {
    return Files.exists(config) ? Optional.of(SettingsReader.read(config)) : Optional.empty();
  }
}
