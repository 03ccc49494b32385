package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.db.calllog.LogStorage;
import dev.signalbox.db.calllog.Retention;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox db}: the schema. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Looks after the schema.")
public final class DbCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Brings the schema up to date while nodes are at work.",
      footer = {"", "Exit status: 0 up to date; 2 no database, or it could not be done."})
  int migrate(@Mixin CommandDatabase database) {
    int made = database.use(opened -> opened.migrate(Terminal.err(spec)::println));
    Terminal.out(spec).println(made == 0 ? "up to date" : made + " migrations made");
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Lists every migration and when it was made; then the days of the call log, the disk it",
        "takes up, and what retention drops next."
      },
      footer = {"", "Exit status: 0 up to date; 1 migrations are waiting; 2 no database."})
  int status(
      @Mixin CommandDatabase database,
      @Option(names = "--json", description = "print one JSON object") boolean json) {
    Retention retention = database.retention();
    DbStatus status =
        database.use(opened -> new DbStatus(opened.status(), LogStorage.of(opened, retention)));
    if (json) {
      Terminal.out(spec).println(status.json());
    } else {
      status.lines().forEach(Terminal.out(spec)::println);
    }
    return status.isUpToDate() ? ExitCode.OK : ExitCode.FOUND;
  }
}
