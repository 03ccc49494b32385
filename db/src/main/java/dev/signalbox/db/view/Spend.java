package dev.signalbox.db.view;

import dev.signalbox.router.budget.Budget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What calls cost in a period.
 *
 * @param from the first day (UTC)
 * @param to the day after the last
 * @param total of all calls, whatever they are told apart by
 * @param simulatedUsd the part of it that only simulated providers pretended to bill
 * @param rows the dearest, dearest first
 * @param rest all others together
 * @param unnamed what is under none of the names: calls without a key, user or prompt version
 * @param budgets of the routing table in force, as they are used now
 * @param forecast for the month that goes on, if it is asked for
 */
public record Spend(
    LocalDate from,
    LocalDate to,
    SpendQuestion.Dimension by,
    Figures total,
    BigDecimal simulatedUsd,
    List<Row> rows,
    Optional<Rest> rest,
    Optional<Figures> unnamed,
    List<BudgetUse> budgets,
    Optional<Forecast> forecast) {
  public Spend {
    rows = List.copyOf(rows);
    budgets = List.copyOf(budgets);
  }

  /**
   * Sums, of users' traffic and of evals.
   *
   * @param calls or attempts, as the dimension counts
   * @param evals so of evals
   */
  public record Figures(long calls, BigDecimal usd, long evals, BigDecimal evalsUsd) {

    /** Both together. */
    public BigDecimal allUsd() {
      return usd.add(evalsUsd);
    }
  }

  /** What one task, model, user … cost. */
  public record Row(String name, Figures figures) {}

  /** What those that are not named cost. */
  public record Rest(long names, Figures figures) {}

  /**
   * A task's budget, in the day or month that goes on.
   *
   * @param usedUsd what its traffic cost, as far as it is in the log
   * @param share of the limit; 1 when all of it is used
   */
  public record BudgetUse(
      String task,
      Budget.Period period,
      BigDecimal limitUsd,
      BigDecimal usedUsd,
      BigDecimal share) {
    private static final int SHARE_DIGITS = 4;

    static BudgetUse of(String task, Budget.Period period, BigDecimal limit, BigDecimal used) {
      return new BudgetUse(
          task, period, limit, used, used.divide(limit, SHARE_DIGITS, RoundingMode.HALF_UP));
    }
  }
}
