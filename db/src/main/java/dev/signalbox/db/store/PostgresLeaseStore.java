package dev.signalbox.db.store;

import dev.signalbox.db.Database;
import dev.signalbox.router.budget.LeaseStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * Leases in PostgreSQL. A claim is one short transaction that locks its budget's period, so that
 * nodes take turns; they come seldom, since calls are served from leases. Thread-safe.
 */
public final class PostgresLeaseStore implements LeaseStore {
  /** Somebody who keeps a period locked must not hold up the claims of other budgets for long. */
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(5);

  private final Jdbi jdbi;

  public PostgresLeaseStore(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Answer claim(Claim claim) {
    return jdbi.inTransaction(handle -> {
      handle
          .getConfig(SqlStatements.class)
          .setQueryTimeout(Math.toIntExact(STATEMENT_LIMIT.toSeconds()));
      return claim(handle, claim);
    });
  }

  private static Answer claim(Handle handle, Claim claim) {
    LeaseDao dao = handle.attach(LeaseDao.class);
    BudgetPeriodRow period = BudgetPeriodRow.of(claim.lease());
    BigDecimal taken = dao.lock(period);
    Optional<LeaseDao.Known> known = dao.find(claim.lease().id());
    BigDecimal before = known.map(LeaseDao.Known::grantedUsd).orElse(BigDecimal.ZERO);
    if (known.isPresent() && known.get().claim() >= claim.number()) {
      return new Answer(before, taken);
    }
    Answer answer = claim.given(taken.subtract(before));
    dao.save(period, LeaseRow.of(claim, answer));
    dao.setTaken(period, answer.takenUsd());
    return answer;
  }
}
