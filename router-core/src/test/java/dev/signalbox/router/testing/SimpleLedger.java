package dev.signalbox.router.testing;

import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.budget.Reservation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One sum for all budgets; remembers what it was asked. */
public final class SimpleLedger implements BudgetLedger {
  private final List<String> journal = new ArrayList<>();
  private BigDecimal used = BigDecimal.ZERO;

  @Override
  public synchronized Reservation reserve(List<Budget> budgets, LocalDate today, BigDecimal usd) {
    for (Budget budget : budgets) {
      if (used.add(usd).compareTo(budget.limitUsd()) > 0) {
        journal.add("exhausted");
        return new Reservation.Exhausted(budget);
      }
    }
    used = used.add(usd);
    journal.add("reserved " + usd.toPlainString());
    return new Reservation.Granted(spent -> settle(usd, spent));
  }

  private synchronized void settle(BigDecimal reserved, BigDecimal spent) {
    used = used.subtract(reserved).add(spent);
    journal.add("settled " + spent.toPlainString());
  }

  @Override
  public synchronized List<Standing> standing(List<Budget> budgets, LocalDate today) {
    return budgets.stream().map(budget -> new Standing(budget, used)).toList();
  }

  public synchronized void use(BigDecimal usd) {
    used = used.add(usd);
  }

  public synchronized List<String> journal() {
    return List.copyOf(journal);
  }
}
