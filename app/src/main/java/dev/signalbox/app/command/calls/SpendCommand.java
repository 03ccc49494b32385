package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.UsageException;
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
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "task",
      description =
          "task, provider, model, revision, result, key, user, prompt-version or tag (default:"
              + " ${DEFAULT-VALUE})")
  private String by = "task";

  @Option(names = "--month", paramLabel = "MONTH", description = "this month, such as 2026-11")
  private @Nullable YearMonth month;

  @Option(names = "--from", paramLabel = "DAY", description = "from this day on")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "before this day (default: with --from, tomorrow)")
  private @Nullable LocalDate to;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "of this task; not by key, user, prompt version or tag")
  private @Nullable String task;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "name so many, and sum up the rest (default: ${DEFAULT-VALUE})")
  private int top = 20;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    SpendQuestion question = question(LocalDate.ofInstant(now, ZoneOffset.UTC));
    Spend spend = database.useMigrated(opened -> spend(opened, question, now));
    PrintWriter out = Terminal.out(spec);
    if (json) {
      out.println(ViewJson.of(spend));
    } else {
      SpendText.lines(spend).forEach(out::println);
    }
    return ExitCode.OK;
  }

  private static Spend spend(Database database, SpendQuestion question, Instant now) {
    Optional<RoutingTable> table =
        new PostgresRoutingTableStore(database).active().map(ActiveTable::table);
    return Views.over(database.jdbi(), Catalog.shipped()).spend().read(question, table, now);
  }

  private SpendQuestion question(LocalDate today) {
    SpendQuestion.Dimension dimension = dimension();
    if (task != null && !dimension.isKnownByTask()) {
      throw new UsageException("what one task costs by " + by + " is not kept; leave out --task");
    }
    if (top < 1) {
      throw new UsageException("--top has to be at least 1");
    }
    LocalDate first = first(today);
    LocalDate after = after(first, today);
    if (!first.isBefore(after)) {
      throw new UsageException("--to has to be after --from");
    }
    return new SpendQuestion(first, after, Optional.ofNullable(task), dimension, top);
  }

  private SpendQuestion.Dimension dimension() {
    String name = by.replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(SpendQuestion.Dimension.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--by has to be one of "
                    + Arrays.stream(SpendQuestion.Dimension.values())
                        .map(SpendText::word)
                        .collect(Collectors.joining(", "))));
  }

  private LocalDate first(LocalDate today) {
    if (month != null && (from != null || to != null)) {
      throw new UsageException("give either --month or --from and --to");
    }
    if (to != null && from == null) {
      throw new UsageException("--to needs --from");
    }
    if (from != null) {
      return from;
    }
    return (month == null ? YearMonth.from(today) : month).atDay(1);
  }

  private LocalDate after(LocalDate first, LocalDate today) {
    if (to != null) {
      return to;
    }
    return from == null ? first.plusMonths(1) : today.plusDays(1);
  }
}
