package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.dashboard.api.CallQuestion;
import dev.signalbox.dashboard.api.ViewJson;
import dev.signalbox.db.view.CallList;
import dev.signalbox.db.view.CallView;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox calls search}: the calls that answer a question, newest first. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Lists the calls that all options given are true of, newest first.",
    footer = {
      "",
      "Exit status: 0 found; 1 nothing found; 2 bad input.",
      "",
      "  signalbox calls search --task summary --result failed --from 3d",
      "  signalbox calls search --user u-17 --slower-than 2s --json"
    })
final class SearchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();
  @Mixin private FilterOptions options = new FilterOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many, up to 200 (default: 50)")
  void limit(@Nullable String limit) {
    options.take("limit", limit);
  }

  @Option(names = "--after", paramLabel = "ID", description = "go on after this call")
  void after(@Nullable String after) {
    options.take("after", after);
  }

  @Option(names = "--json", description = "print each call as one line of JSON")
  private boolean json;

  @Override
  public Integer call() {
    CallQuestion question = Asked.read(options.given(), CallQuestion::of);
    Found found = database.read(views -> search(views.calls(), question));
    print(found);
    return found.calls().isEmpty() ? ExitCode.FOUND : ExitCode.OK;
  }

  /**
   * What a search came to.
   *
   * @param next where it can go on
   */
  private record Found(List<CallList.Row> calls, Optional<UUID> next) {}

  /** One answer may be short of calls that were not reached in its time; a person can wait. */
  private static Found search(CallView view, CallQuestion question) {
    List<CallList.Row> calls = new ArrayList<>();
    Optional<UUID> after = question.after();
    do {
      CallList page = view.list(question.filter(), after, question.limit() - calls.size());
      calls.addAll(page.calls());
      after = page.next();
    } while (after.isPresent() && calls.size() < question.limit());
    return new Found(calls, after);
  }

  private void print(Found found) {
    PrintWriter out = Terminal.out(spec);
    if (json) {
      found.calls().forEach(call -> out.println(ViewJson.of(call)));
      return;
    }
    if (!found.calls().isEmpty()) {
      out.println(CallTable.head());
      found.calls().forEach(call -> CallTable.lines(call).forEach(out::println));
    }
    out.println(
        found
            .next()
            .map(id -> "there may be more: --after " + id)
            .orElse(found.calls().isEmpty() ? "there is no such call" : "these are all"));
  }
}
