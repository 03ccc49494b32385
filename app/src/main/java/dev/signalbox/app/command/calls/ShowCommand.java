package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.dashboard.api.ViewJson;
import dev.signalbox.db.view.CallDetail;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox calls show}: one call, from the decision to the last digit of its cost. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows one call: its decision, its attempts on a time line, what was asked and answered,"
            + " how its cost adds up, and what the routing table's last change was.",
    footer = {"", "Exit status: 0 shown; 1 there is no such call; 2 bad input."})
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();

  @Parameters(paramLabel = "ID", description = "the call's id")
  private String id = "";

  @Option(names = "--json", description = "print the call as one line of JSON")
  private boolean json;

  @Override
  public Integer call() {
    UUID wanted = Asked.callId(id);
    Optional<CallDetail> found = database.read(views -> views.calls().find(wanted));
    PrintWriter out = Terminal.out(spec);
    found.ifPresentOrElse(
        detail -> print(out, detail),
        () -> Terminal.err(spec).println("signalbox: there is no call " + wanted));
    return found.isPresent() ? ExitCode.OK : ExitCode.FOUND;
  }

  private void print(PrintWriter out, CallDetail detail) {
    if (json) {
      out.println(ViewJson.of(detail));
    } else {
      CallText.lines(detail).forEach(out::println);
    }
  }
}
