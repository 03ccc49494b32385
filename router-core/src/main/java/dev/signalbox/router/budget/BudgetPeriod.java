package dev.signalbox.router.budget;

import java.time.LocalDate;

/** One day's or month's share of a scope, whatever its limit is at the moment. */
record BudgetPeriod(String scope, Budget.Period period, LocalDate beginsOn) {

  /** The period of {@code budget} that {@code day} belongs to. */
  static BudgetPeriod of(Budget budget, LocalDate day) {
    return new BudgetPeriod(budget.scope(), budget.period(), budget.period().beginning(day));
  }
}
