package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.db.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox db}: the schema. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Looks after the schema.")
public final class DbCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(mixinStandardHelpOptions = true, description = "Brings the schema up to date.")
  int migrate(@Mixin CommandDatabase database) {
    int made = database.use(Database::migrate);
    Terminal.out(spec).println(made == 0 ? "up to date" : made + " migrations made");
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists every migration and when it was made.",
      footer = {"", "Exit status: 0 up to date; 1 migrations are waiting; 2 no database."})
  int status(@Mixin CommandDatabase database) {
    List<Database.Migration> migrations = database.use(Database::status);
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
}
