package dev.signalbox.db.view;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.view.SpendQuestion.Dimension;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what calls cost, from the sums that are kept with the log: exact, and as fast with a
 * billion calls as with ten. Thread-safe.
 */
public final class SpendView {
  private static final SpendQueries.Used UNUSED =
      new SpendQueries.Used("", BigDecimal.ZERO, BigDecimal.ZERO);

  private final Snapshot snapshot;

  SpendView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Answers a question.
   *
   * @param table in force, for its budgets
   * @param now decides which day and month go on
   */
  public Spend read(SpendQuestion question, Optional<RoutingTable> table, Instant now) {
    return snapshot.read(
        SpendQueries.class, queries -> new Reading(queries, question, now).spend(table));
  }

  private record Reading(SpendQueries queries, SpendQuestion question, Instant now) {

    Spend spend(Optional<RoutingTable> table) {
      SpendQueries.Total total =
          queries.total(midnight(question.from()), midnight(question.to()), question.task());
      List<SpendQueries.Place> places = places();
      return new Spend(
          question.from(),
          question.to(),
          question.by(),
          total.figures(),
          total.simulatedUsd(),
          places.stream().flatMap(Reading::row).toList(),
          places.stream().filter(place -> place.name().isEmpty()).findFirst().map(Reading::rest),
          unnamed(total.figures(), places),
          table.map(this::budgets).orElse(List.of()),
          covers(today()) ? Optional.of(forecast()) : Optional.empty());
    }

    private List<SpendQueries.Place> places() {
      return switch (question.by()) {
        case TASK -> hourly(SpendQueries.CALLS, "task");
        case RESULT -> hourly(SpendQueries.CALLS, "result");
        case PROVIDER -> hourly(SpendQueries.ATTEMPTS, "provider");
        case MODEL -> hourly(SpendQueries.ATTEMPTS, "provider || '/' || model");
        case REVISION ->
            hourly(SpendQueries.ATTEMPTS, "trim(provider || '/' || model || ' ' || revision)");
        case KEY, USER, PROMPT_VERSION, TAG ->
            queries.daily(Code.of(question.by()), question.from(), question.to(), question.top());
      };
    }

    private List<SpendQueries.Place> hourly(String source, String name) {
      return queries.hourly(
          source,
          name,
          midnight(question.from()),
          midnight(question.to()),
          question.task(),
          question.top());
    }

    private static Stream<Spend.Row> row(SpendQueries.Place place) {
      return place.name().map(name -> new Spend.Row(name, place.figures())).stream();
    }

    private static Spend.Rest rest(SpendQueries.Place place) {
      return new Spend.Rest(place.names(), place.figures());
    }

    /** Of tags nobody can say, for calls may have several. */
    private Optional<Spend.Figures> unnamed(Spend.Figures total, List<SpendQueries.Place> places) {
      if (question.by().isKnownByTask() || question.by() == Dimension.TAG) {
        return Optional.empty();
      }
      long calls = total.calls();
      BigDecimal usd = total.usd();
      for (SpendQueries.Place place : places) {
        calls -= place.figures().calls();
        usd = usd.subtract(place.figures().usd());
      }
      return Optional.of(new Spend.Figures(calls, usd, total.evals(), total.evalsUsd()));
    }

    private List<Spend.BudgetUse> budgets(RoutingTable table) {
      LocalDate month = Budget.Period.MONTH.beginning(today());
      Map<String, SpendQueries.Used> used =
          queries
              .used(
                  midnight(today()),
                  midnight(today().plusDays(1)),
                  midnight(month),
                  midnight(month.plusMonths(1)))
              .stream()
              .collect(Collectors.toMap(SpendQueries.Used::task, Function.identity()));
      List<Spend.BudgetUse> budgets = new ArrayList<>();
      for (Task task : table.tasks().values()) {
        if (question.task().filter(name -> !name.equals(task.name())).isEmpty()) {
          SpendQueries.Used sums = used.getOrDefault(task.name(), UNUSED);
          task.cost()
              .perDay()
              .map(limit -> Spend.BudgetUse.of(task.name(), Budget.Period.DAY, limit, sums.today()))
              .ifPresent(budgets::add);
          task.cost()
              .perMonth()
              .map(limit ->
                  Spend.BudgetUse.of(task.name(), Budget.Period.MONTH, limit, sums.month()))
              .ifPresent(budgets::add);
        }
      }
      return budgets;
    }

    private Forecast forecast() {
      LocalDate month = Budget.Period.MONTH.beginning(today());
      BigDecimal spent =
          queries
              .total(midnight(month), midnight(month.plusMonths(1)), question.task())
              .figures()
              .allUsd();
      return Forecast.ofMonth(spent, wholeDays(), now);
    }

    /** The first day of the log is none, for it may have begun late in it. */
    private List<BigDecimal> wholeDays() {
      LocalDate earliest = today().minusDays(Forecast.MOST_DAYS);
      LocalDate first =
          queries
              .firstHour(question.task())
              .map(hour -> LocalDate.ofInstant(hour, ZoneOffset.UTC).plusDays(1))
              .orElse(today());
      if (!first.isBefore(today())) {
        return List.of();
      }
      Map<LocalDate, BigDecimal> usd =
          queries.days(midnight(earliest), midnight(today()), question.task()).stream()
              .collect(Collectors.toMap(SpendQueries.Day::day, SpendQueries.Day::usd));
      return (first.isAfter(earliest) ? first : earliest)
          .datesUntil(today())
          .map(day -> usd.getOrDefault(day, BigDecimal.ZERO))
          .toList();
    }

    private boolean covers(LocalDate day) {
      return !day.isBefore(question.from()) && day.isBefore(question.to());
    }

    private LocalDate today() {
      return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static Instant midnight(LocalDate day) {
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
