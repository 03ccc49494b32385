package dev.signalbox.router.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Keeps all nodes together within their budgets: what could be spent is reserved before an attempt,
 * and what was spent is settled after it. Thread-safe.
 */
public interface BudgetLedger {

  /** Reserves {@code usd} from each of {@code budgets}, or from none. */
  Reservation reserve(List<Budget> budgets, LocalDate today, BigDecimal usd);

  /**
   * How far each of {@code budgets} is used up, as far as this node knows without asking anybody:
   * for decisions, which a reservation may yet prove wrong.
   */
  List<Standing> standing(List<Budget> budgets, LocalDate today);

  /**
   * How a budget stands.
   *
   * @param usedUsd spent and reserved, on all nodes; unsettled reservations count as spent
   */
  record Standing(Budget budget, BigDecimal usedUsd) {
    public BigDecimal leftUsd() {
      return budget.limitUsd().subtract(usedUsd).max(BigDecimal.ZERO);
    }
  }
}
