package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Database;
import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.column.Code;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.budget.Reservation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ledgers of several nodes on one database, each with many callers at once. */
@Timeout(180)
final class BudgetsOnTwoNodesTest {
  private static final int CALLERS = 1_000;

  /** Far from over, so that no lease is closed meanwhile. */
  private static final LocalDate DAY = LocalDate.of(2126, 1, 1);

  private static final Budget OF_DAY = new Budget("task/a", Budget.Period.DAY, usd("5"));
  private static final Budget OF_MONTH = new Budget("task/a", Budget.Period.MONTH, usd("7"));
  private static final List<Budget> BUDGETS = List.of(OF_DAY, OF_MONTH);

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final AtomicReference<BigDecimal> spent = new AtomicReference<>(BigDecimal.ZERO);

  @BeforeEach
  void empty() {
    DATABASE.execute("truncate budget_period cascade");
  }

  @Test
  void neverOvershootTogether() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> watch = threads.submit(() -> overshootsUntil(over));
      try (LeasedLedger one = ledger("one");
          LeasedLedger two = ledger("two")) {
        List<Future<?>> calls = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
          LeasedLedger ledger = caller % 2 == 0 ? one : two;
          SplittableRandom random = new SplittableRandom(caller);
          calls.add(threads.submit(() -> spend(ledger, random)));
        }
        for (Future<?> call : calls) {
          call.get();
        }
      }
      over.countDown();
      assertThat(watch.get()).isZero();
    }

    assertThat(spent.get()).isPositive().isLessThanOrEqualTo(OF_DAY.limitUsd());
    assertThat(taken(OF_DAY)).isEqualByComparingTo(spent.get());
    assertThat(taken(OF_MONTH)).isEqualByComparingTo(spent.get());
    assertThat(DATABASE.rows("select state from budget_lease where state = 'open'")).isEmpty();
  }

  @Test
  void countTheLeaseOfAKilledNodeAsSpent() {
    LeasedLedger killed = ledger("killed");
    assertThat(killed.reserve(BUDGETS, DAY, usd("3"))).isInstanceOf(Reservation.Granted.class);

    try (LeasedLedger survivor = ledger("survivor")) {
      assertThat(survivor.reserve(BUDGETS, DAY, usd("2.01")))
          .isEqualTo(new Reservation.Exhausted(OF_DAY));
      assertThat(survivor.reserve(BUDGETS, DAY, usd("2"))).isInstanceOf(Reservation.Granted.class);
    }
    assertThat(
            DATABASE.rows(
                "select granted_usd from budget_lease where node = 'killed' and state = 'open'"))
        .hasSize(2)
        .allSatisfy(
            row -> assertThat((BigDecimal) row.get("granted_usd")).isEqualByComparingTo("3"));
  }

  private static LeasedLedger ledger(String node) {
    return LeasedLedger.on(new PostgresLeaseStore(DATABASE.get()), node);
  }

  /** On a machine that is slow enough the ledger may be down, but it may never be wrong. */
  private void spend(LeasedLedger ledger, SplittableRandom random) {
    BigDecimal bound = BigDecimal.valueOf(20_000 + random.nextInt(20_000), 7);
    for (int call = 0; call < 10; call++) {
      BigDecimal cost = bound.multiply(BigDecimal.valueOf(random.nextInt(100), 2));
      switch (ledger.reserve(BUDGETS, DAY, bound)) {
        case Reservation.Granted(var hold) -> {
          hold.settle(cost);
          spent.accumulateAndGet(cost, BigDecimal::add);
        }
        case Reservation.Exhausted _, Reservation.LedgerDown _ -> {}
      }
    }
  }

  /** How often the database was seen with more leased than the limit, or with sums that differ. */
  private static int overshootsUntil(CountDownLatch over) {
    int overshoots = 0;
    do {
      overshoots +=
          DATABASE
              .rows(
                  """
                  select 1 from budget_period p where taken_usd > limit_usd or taken_usd <>
                    (select sum(granted_usd) from budget_lease l
                     where (l.scope, l.period, l.begins_on) = (p.scope, p.period, p.begins_on))
                  """)
              .size();
    } while (over.getCount() > 0);
    return overshoots;
  }

  private static BigDecimal taken(Budget budget) {
    Database database = DATABASE.get();
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select taken_usd from budget_period where period = :period")
                .bind("period", Code.of(budget.period()))
                .mapTo(BigDecimal.class)
                .one());
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
