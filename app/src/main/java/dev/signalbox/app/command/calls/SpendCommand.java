package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.dashboard.api.SpendParameters;
import dev.signalbox.dashboard.api.ViewJson;
import dev.signalbox.db.Database;
import dev.signalbox.db.store.PostgresRoutingTableStore;
import dev.signalbox.db.view.Spend;
import dev.signalbox.db.view.SpendQuestion;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.RoutingTable;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox calls spend}: what calls cost, and what the month will have cost. */
@Command(
    name = "spend",
    mixinStandardHelpOptions = true,
    description = {
      "Says what calls cost in a period (this month, unless another is given), how much of the"
          + " tasks' budgets is used, and what the month will have cost at its end.",
      "Days are UTC."
    },
    footer = {
      "",
      "Exit status: 0 said; 2 bad input.",
      "",
      "  signalbox calls spend --by user --top 10",
      "  signalbox calls spend --by model --month 2026-11 --json"
    })
final class SpendCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();

  private final Map<String, String> given = new HashMap<>();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  /** Options have a hyphen where the API has an underscore; this value is as an option's name. */
  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "task, provider, model, revision, result, key, user, prompt-version or tag (default:"
              + " task)")
  void by(@Nullable String what) {
    take("by", what == null ? null : what.replace('-', '_'));
  }

  @Option(names = "--month", paramLabel = "MONTH", description = "this month, such as 2026-11")
  void month(@Nullable String month) {
    take("month", month);
  }

  @Option(names = "--from", paramLabel = "DAY", description = "from this day on")
  void from(@Nullable String day) {
    take("from", day);
  }

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "before this day (default: with --from, tomorrow)")
  void to(@Nullable String day) {
    take("to", day);
  }

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "of this task; not by key, user, prompt version or tag")
  void task(@Nullable String task) {
    take("task", task);
  }

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "name so many, up to 1000, and sum up the rest (default: 20)")
  void top(@Nullable String count) {
    take("top", count);
  }

  /** Picocli takes back with null what a run before gave. */
  private void take(String name, @Nullable String value) {
    given.compute(name, (_, _) -> value);
  }

  @Override
  public Integer call() {
    SpendQuestion question = Asked.read(given, SpendParameters::question);
    Catalog catalog = database.catalog();
    Spend spend = database.useMigrated(opened -> spend(opened, catalog, question));
    PrintWriter out = Terminal.out(spec);
    if (json) {
      out.println(ViewJson.of(spend));
    } else {
      SpendText.lines(spend).forEach(out::println);
    }
    return ExitCode.OK;
  }

  private static Spend spend(Database database, Catalog catalog, SpendQuestion question) {
    Optional<RoutingTable> table =
        new PostgresRoutingTableStore(database).active().map(ActiveTable::table);
    return Views.over(database.jdbi(), catalog).spend().read(question, table, Instant.now());
  }
}
