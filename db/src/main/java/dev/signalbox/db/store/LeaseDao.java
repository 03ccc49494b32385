package dev.signalbox.db.store;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Budgets and their leases. */
interface LeaseDao {

  /** What was granted to a lease, and by which of its claims. */
  record Known(long claim, BigDecimal grantedUsd) {}

  /** Locks the period, which there is from now on, and says what is taken of it. */
  @SqlQuery(
      """
      insert into budget_period (scope, period, begins_on, limit_usd)
      values (:scope, :period, :beginsOn, :limitUsd)
      on conflict (scope, period, begins_on) do update set limit_usd = excluded.limit_usd
      returning taken_usd
      """)
  BigDecimal lock(@BindMethods BudgetPeriodRow period);

  @RegisterConstructorMapper(Known.class)
  @SqlQuery("select claim, granted_usd from budget_lease where id = :id")
  Optional<Known> find(UUID id);

  @SqlUpdate(
      """
      insert into budget_lease (id, scope, period, begins_on, node, claim, granted_usd, spent_usd,
        state)
      values (:id, :scope, :period, :beginsOn, :node, :claim, :grantedUsd, :spentUsd, :state)
      on conflict (id) do update set claim = excluded.claim, granted_usd = excluded.granted_usd,
        spent_usd = excluded.spent_usd, state = excluded.state, claimed_at = now()
      """)
  void save(@BindMethods BudgetPeriodRow period, @BindMethods LeaseRow lease);

  @SqlUpdate(
      """
      update budget_period set taken_usd = :takenUsd
      where scope = :scope and period = :period and begins_on = :beginsOn
      """)
  void setTaken(@BindMethods BudgetPeriodRow period, BigDecimal takenUsd);
}
