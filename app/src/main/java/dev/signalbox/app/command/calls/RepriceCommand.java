package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.dashboard.api.CallQuestion;
import dev.signalbox.db.calllog.CostComparison;
import dev.signalbox.db.calllog.Repricing;
import dev.signalbox.db.view.CallFilter;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox calls reprice}: costs worked out again with the prices known now. */
@Command(
    name = "reprice",
    mixinStandardHelpOptions = true,
    description = {
      "Works out again what attempts cost: their tokens and searches at the price that the catalogue"
          + " of the settings has for their day. Prints the difference; --apply writes it, to every"
          + " sum as well.",
      "Estimates, costs that a provider told, and models without a price stay as they are."
    },
    footer = {
      "",
      "Exit status: 0 nothing differs, or it was applied; 1 something differs; 2 bad input.",
      "",
      "  signalbox calls reprice --from 2026-11-01 --to 2026-12-01 --model gpt-5.6",
      "  signalbox calls reprice --from 30d --to 1d --apply --why 'price of November 3rd was late'"
    })
final class RepriceCommand implements Callable<Integer> {
  private static final String FORM = "%-48s  %9s  %14s  %14s  %14s";

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description =
          "calls not before: 2026-11-01, 2026-11-01T10:00:00Z, or 2h or 3d for so long ago")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "TIME", description = "and before")
  private String to = "";

  @Option(names = "--task", paramLabel = "TASK", description = "of this task")
  private @Nullable String task;

  @Option(names = "--model", paramLabel = "NAME", description = "attempts at this model")
  private @Nullable String model;

  @Option(names = "--apply", description = "write the new costs")
  private boolean apply;

  @Option(
      names = "--who",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "on whose word, for the record (default: ${DEFAULT-VALUE})")
  private String who = "";

  @Option(names = "--why", paramLabel = "TEXT", description = "for the record; --apply needs it")
  private @Nullable String why;

  @Override
  public Integer call() {
    Repricing.Scope scope = scope();
    if (apply && (why == null || why.isBlank())) {
      throw new UsageException("--apply needs --why, which is kept with who and when");
    }
    CostComparison comparison =
        database.useMigrated(opened -> {
          Repricing repricing = new Repricing(opened, database.catalog());
          try (Progress progress = new Progress(spec, "calls")) {
            return apply && why != null
                ? repricing.apply(scope, who, why, progress::at)
                : repricing.compare(scope, progress::at);
          }
        });
    print(comparison);
    return comparison.differs() && !apply ? ExitCode.FOUND : ExitCode.OK;
  }

  private Repricing.Scope scope() {
    Map<String, String> given = new HashMap<>(Map.of("from", from, "to", to));
    given.compute("task", (_, _) -> task);
    given.compute("model", (_, _) -> model);
    CallFilter filter = Asked.read(given, CallQuestion::filter);
    return new Repricing.Scope(
        filter.from().orElseThrow(), filter.to().orElseThrow(), filter.task(), filter.model());
  }

  private void print(CostComparison comparison) {
    PrintWriter out = Terminal.out(spec);
    out.println(FORM.formatted("", "calls", "old USD", "new USD", "difference"));
    for (CostComparison.Line line : comparison.lines()) {
      out.println(
          line(
              Printable.line(line.provider() + "/" + line.model(), 48),
              line.calls(),
              line.oldUsd(),
              line.newUsd()));
    }
    out.println(line("all", comparison.calls(), comparison.oldUsd(), comparison.newUsd()));
    out.println(
        "%d attempts of %d calls %s."
            .formatted(
                comparison.changedAttempts(),
                comparison.changedCalls(),
                apply ? "have a new cost" : "would have a new cost; --apply writes it"));
    left(comparison.estimated(), "whose cost is an estimate");
    left(comparison.reported(), "whose provider told the cost");
    left(comparison.unpriced(), "that the catalogue has no price for");
  }

  private void left(long attempts, String which) {
    if (attempts > 0) {
      Terminal.out(spec).println("%d attempts %s stay as they are.".formatted(attempts, which));
    }
  }

  private static String line(String name, long calls, BigDecimal oldUsd, BigDecimal newUsd) {
    return FORM.formatted(
        name, calls, Usd.of(oldUsd), Usd.of(newUsd), Usd.of(newUsd.subtract(oldUsd)));
  }
}
