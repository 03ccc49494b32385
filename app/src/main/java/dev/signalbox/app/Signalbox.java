package dev.signalbox.app;

import ch.qos.logback.classic.Level;
import dev.signalbox.app.command.CallCommand;
import dev.signalbox.app.command.DbCommand;
import dev.signalbox.app.command.DecodeCommand;
import dev.signalbox.app.command.DemoCommand;
import dev.signalbox.app.command.DetectCommand;
import dev.signalbox.app.command.JournalCommand;
import dev.signalbox.app.command.RoutesCommand;
import dev.signalbox.app.command.ServeCommand;
import dev.signalbox.app.command.calls.CallsCommand;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.Logging;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.dashboard.DashboardStartException;
import dev.signalbox.db.DatabaseException;
import dev.signalbox.db.journal.JournalException;
import dev.signalbox.gateway.GatewayStartException;
import dev.signalbox.router.UnknownTaskException;
import dev.signalbox.router.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code signalbox} command. */
@Command(
    name = "signalbox",
    description =
        "Routes AI tasks to the right provider, survives outages, and notices when a model quietly"
            + " gets worse.",
    mixinStandardHelpOptions = true,
    version = "signalbox 0.1.0-SNAPSHOT",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      CallCommand.class,
      CallsCommand.class,
      RoutesCommand.class,
      DetectCommand.class,
      DecodeCommand.class,
      DbCommand.class,
      JournalCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done; 1 done, and something was found or failed; 2 bad input; 3 a fault of"
          + " signalbox itself."
    })
public final class Signalbox implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private Signalbox() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(out, err, arguments));
  }

  /** Runs one command; everything but the exit. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Logging.toConsole(Level.WARN);
    return new CommandLine(new Signalbox())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Signalbox::misused)
        .setExecutionExceptionHandler((failure, line, _) -> failed(failure, line))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "which command?");
  }

  private static int misused(ParameterException misuse, String[] arguments) {
    CommandLine line = misuse.getCommandLine();
    line.getErr()
        .println(
            "signalbox: %s (see %s --help)"
                .formatted(misuse.getMessage(), line.getCommandSpec().qualifiedName()));
    return ExitCode.BAD_INPUT;
  }

  private static int failed(Exception failure, CommandLine line) {
    PrintWriter err = line.getErr();
    return switch (failure) {
      case InvalidFileException invalid -> {
        invalid.problems().forEach(err::println);
        yield ExitCode.BAD_INPUT;
      }
      case UsageException _,
          DatabaseException _,
          JournalException _,
          DashboardStartException _,
          GatewayStartException _,
          UnknownTaskException _ -> {
        err.println("signalbox: " + failure.getMessage());
        yield ExitCode.BAD_INPUT;
      }
      default -> {
        LoggerFactory.getLogger(Signalbox.class).error("unexpected", failure);
        err.println("signalbox: a fault of its own stopped it: " + failure);
        yield ExitCode.BUG;
      }
    };
  }
}
