package dev.signalbox.app.command.calls;

import dev.signalbox.db.view.Forecast;
import dev.signalbox.db.view.Spend;
import dev.signalbox.db.view.SpendQuestion.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What calls cost, for a terminal of 100 columns. */
final class SpendText {
  private static final int NAME = 48;
  private static final String FORM = "%-" + NAME + "s  %10s  %14s  %8s  %12s";
  private static final int TASK = 30;

  private SpendText() {}

  /** As the option {@code --by} has it. */
  private static String word(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> lines(Spend spend) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s to %s (UTC), by %s".formatted(spend.from(), spend.to().minusDays(1), word(spend.by())));
    String counted = spend.by().countsAttempts() ? "attempts" : "calls";
    lines.add(FORM.formatted("", counted, "USD", "evals", "evals' USD"));
    spend.rows().forEach(row -> lines.add(line(Printable.line(row.name(), NAME), row.figures())));
    spend.rest().ifPresent(rest -> lines.add(line(rest.names() + " more", rest.figures())));
    spend.unnamed().ifPresent(unnamed -> lines.add(line("none", unnamed)));
    lines.add(line("all calls", spend.total()));
    if (spend.by() == Dimension.TAG) {
      lines.add("A call counts under each of its tags.");
    }
    if (spend.simulatedUsd().signum() > 0) {
      lines.add(
          "Of this, USD %s were billed by simulated providers only."
              .formatted(Usd.of(spend.simulatedUsd())));
    }
    budgets(spend, lines);
    spend.forecast().ifPresent(forecast -> lines.add(sentence(forecast)));
    return lines;
  }

  private static String line(String name, Spend.Figures figures) {
    return FORM.formatted(
        name, figures.calls(), Usd.of(figures.usd()), figures.evals(), Usd.of(figures.evalsUsd()));
  }

  private static void budgets(Spend spend, List<String> lines) {
    if (spend.budgets().isEmpty()) {
      return;
    }
    lines.add("Budgets, as they are used now:");
    for (Spend.BudgetUse use : spend.budgets()) {
      lines.add(
          "  %-30s  %-5s  %12s of %12s  %6s %%"
              .formatted(
                  Printable.line(use.task(), TASK),
                  use.period().name().toLowerCase(Locale.ROOT),
                  Usd.of(use.usedUsd()),
                  use.limitUsd().toPlainString(),
                  use.share().movePointRight(2).stripTrailingZeros().toPlainString()));
    }
  }

  private static String sentence(Forecast forecast) {
    return switch (forecast) {
      case Forecast.TooFewDays(int whole, int needed) ->
          "No forecast for the month yet: there are %d whole days, and it takes %d."
              .formatted(whole, needed);
      case Forecast.Expected expected ->
          "The month will have cost about USD %s, nine times in ten between %s and %s%s."
              .formatted(
                  Usd.of(expected.usd()),
                  Usd.of(expected.lowUsd()),
                  Usd.of(expected.highUsd()),
                  expected.byWeekday()
                      ? ", going by the weekdays of the last 28 days"
                      : ", going by the last %d days".formatted(expected.wholeDays()));
    };
  }
}
