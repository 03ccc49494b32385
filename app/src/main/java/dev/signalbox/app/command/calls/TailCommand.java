package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.dashboard.api.CallQuestion;
import dev.signalbox.dashboard.api.ViewJson;
import dev.signalbox.db.Database;
import dev.signalbox.db.view.CallFilter;
import dev.signalbox.db.view.CallList;
import dev.signalbox.db.view.CallTail;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.time.Sleeper;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox calls tail}: calls as they are logged. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description =
        "Prints the calls that all options given are true of as they are logged, until it is"
            + " interrupted.",
    footer = {"", "Exit status: 0 interrupted; 2 bad input."})
final class TailCommand implements Callable<Integer> {
  /** How soon an interruption is noticed. */
  private static final Duration WAIT = Duration.ofMillis(500);

  private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();
  @Mixin private FilterOptions options = new FilterOptions();

  @Option(names = "--json", description = "print each call as one line of JSON")
  private boolean json;

  @Override
  public Integer call() {
    CallFilter filter = Asked.read(options.given(), CallQuestion::filter);
    try (Interruption _ = Interruption.endsThisThread()) {
      database.useMigrated(opened -> {
        follow(opened, filter);
        // It has done its work, and must not disturb the closing of the database.
        boolean _ = Thread.interrupted();
        return ExitCode.OK;
      });
      return ExitCode.OK;
    }
  }

  /** Until the thread is interrupted or nobody reads any more; a lost connection is made anew. */
  private void follow(Database opened, CallFilter filter) {
    boolean isFirst = true;
    while (goesOn()) {
      try (CallTail tail =
          CallTail.over(
              opened.jdbi(), Views.over(opened.jdbi(), database.catalog()).calls(), filter)) {
        begin(isFirst);
        isFirst = false;
        while (goesOn()) {
          print(tail.next(WAIT));
        }
      } catch (SQLException | JdbiException e) {
        if (goesOn()) {
          Terminal.err(spec).println("signalbox: the connection to the database is lost");
          pause();
        }
      }
    }
  }

  private boolean goesOn() {
    return !Thread.currentThread().isInterrupted() && !Terminal.out(spec).checkError();
  }

  private void begin(boolean isFirst) {
    if (!isFirst) {
      Terminal.err(spec)
          .println("signalbox: it is back; what was logged in the meantime is not shown");
    } else if (!json) {
      Terminal.out(spec).println(CallTable.head());
    }
  }

  private void print(List<CallList.Row> calls) {
    PrintWriter out = Terminal.out(spec);
    for (CallList.Row call : calls) {
      if (json) {
        out.println(ViewJson.of(call));
      } else {
        CallTable.lines(call).forEach(out::println);
      }
    }
    out.flush();
  }

  private static void pause() {
    try {
      Sleeper.REAL.sleep(BETWEEN_CONNECTIONS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
