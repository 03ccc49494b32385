package dev.signalbox.db.store;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Storable;
import dev.signalbox.router.budget.LeaseStore.Lease;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A row of {@code budget_period}, but for what is taken of it. */
public record BudgetPeriodRow(
    String scope, String period, LocalDate beginsOn, BigDecimal limitUsd) {

  static BudgetPeriodRow of(Lease lease) {
    return new BudgetPeriodRow(
        Storable.text(lease.budget().scope()),
        Code.of(lease.budget().period()),
        lease.beginsOn(),
        lease.budget().limitUsd());
  }
}
