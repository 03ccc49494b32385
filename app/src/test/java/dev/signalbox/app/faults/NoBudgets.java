package dev.signalbox.app.faults;

import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.budget.Reservation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** For tasks that have none. */
final class NoBudgets implements BudgetLedger {
  @Override
  public Reservation reserve(List<Budget> budgets, LocalDate today, BigDecimal usd) {
    throw new AssertionError("nothing is to be reserved");
  }

  @Override
  public List<Standing> standing(List<Budget> budgets, LocalDate today) {
    return List.of();
  }
}
