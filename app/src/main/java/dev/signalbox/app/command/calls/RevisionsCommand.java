package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.dashboard.api.RevisionQuestion;
import dev.signalbox.dashboard.api.ViewJson;
import dev.signalbox.db.view.RevisionView.Revision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox calls revisions}: which revisions of models answered. */
@Command(
    name = "revisions",
    mixinStandardHelpOptions = true,
    description =
        "Lists which revisions of models answered in a period of whole hours, and marks those that"
            + " took the place of another in it.",
    footer = {"", "Exit status: 0 found; 1 nothing answered in that time; 2 bad input."})
final class RevisionsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();

  private final Map<String, String> given = new HashMap<>();

  @Option(names = "--json", description = "print each revision as one line of JSON")
  private boolean json;

  @Option(names = "--task", paramLabel = "TASK", description = "of this task alone")
  void task(@Nullable String task) {
    given.compute("task", (_, _) -> task);
  }

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "2026-03-01, 2026-03-01T10:00:00Z, or 2h or 3d for so long ago (default: 30d)")
  void from(@Nullable String time) {
    given.compute("from", (_, _) -> time);
  }

  @Option(names = "--to", paramLabel = "TIME", description = "before (default: now)")
  void to(@Nullable String time) {
    given.compute("to", (_, _) -> time);
  }

  @Override
  public Integer call() {
    RevisionQuestion question = Asked.read(given, RevisionQuestion::of);
    List<Revision> revisions =
        database.read(views ->
            views
                .revisions()
                .between(question.task(), question.period().from(), question.period().to()));
    if (json) {
      revisions.forEach(revision -> Terminal.out(spec).println(ViewJson.of(revision)));
    } else {
      RevisionTable.lines(revisions).forEach(Terminal.out(spec)::println);
    }
    return revisions.isEmpty() ? ExitCode.FOUND : ExitCode.OK;
  }
}
