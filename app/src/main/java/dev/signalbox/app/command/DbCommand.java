package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.node.Shutdown;
import dev.signalbox.app.settings.SettingsReader;
import dev.signalbox.db.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code signalbox db}: the schema. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Looks after the schema.")
public final class DbCommand {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      defaultValue = "signalbox.yaml",
      description = "settings that name the database (default: ${DEFAULT-VALUE})")
  private Path config = Path.of("signalbox.yaml");

  @Command(mixinStandardHelpOptions = true, description = "Brings the schema up to date.")
  int migrate(@Mixin DatabaseOption option) {
    int made = on(option, Database::migrate);
    Terminal.out(spec).println(made == 0 ? "up to date" : made + " migrations made");
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists every migration and when it was made.",
      footer = {"", "Exit status: 0 up to date; 1 migrations are waiting; 2 no database."})
  int status(@Mixin DatabaseOption option) {
    List<Database.Migration> migrations = on(option, Database::status);
    for (Database.Migration migration : migrations) {
      Terminal.out(spec)
          .println(
              "%-4s %-40s %s"
                  .formatted(
                      migration.version(),
                      migration.description(),
                      migration.madeAt().map(Object::toString).orElse("waiting")));
    }
    boolean waiting = migrations.stream().anyMatch(migration -> migration.madeAt().isEmpty());
    return waiting ? ExitCode.FOUND : ExitCode.OK;
  }

  private <T> T on(DatabaseOption option, Function<Database, T> work) {
    Optional<String> configured =
        Files.exists(config) ? SettingsReader.read(config).database() : Optional.empty();
    try (Shutdown shutdown = new Shutdown()) {
      return work.apply(
          shutdown.closing(
              Database.connect(option.open(configured, ServeCommand.FOLDER, shutdown))));
    }
  }
}
