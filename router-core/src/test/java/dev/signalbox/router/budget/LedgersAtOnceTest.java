package dev.signalbox.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes at work with many callers each, on the store that lives in memory. */
@Timeout(60)
class LedgersAtOnceTest {
  private static final LocalDate TODAY = LocalDate.of(2126, 1, 1);
  private static final BigDecimal BOUND = new BigDecimal("0.02");
  private static final BigDecimal COST = new BigDecimal("0.01");
  private static final int CALLERS = 1_000;
  private static final List<Budget> BUDGETS =
      List.of(
          new Budget("task/a", Budget.Period.DAY, new BigDecimal("5")),
          new Budget("task/a", Budget.Period.MONTH, new BigDecimal("7")));

  /** The 500th call could cost two cents while one is left. */
  private static final int AFFORDABLE = 499;

  private final LeaseStore store = new InMemoryLeaseStore();

  @Test
  void spendNeitherMoreNorLessThanTheBudget() throws Exception {
    long answered = 0;
    try (LeasedLedger one = LeasedLedger.on(store, "one");
        LeasedLedger two = LeasedLedger.on(store, "two");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> calls =
          IntStream.range(0, CALLERS)
              .<Callable<Boolean>>mapToObj(i -> () -> spends(i % 2 == 0 ? one : two))
              .toList();
      for (Future<Boolean> call : callers.invokeAll(calls)) {
        answered += call.get() ? 1 : 0;
      }
    }
    assertThat(answered).isBetween(AFFORDABLE / 2L, (long) AFFORDABLE);

    // What one node had when the other found nothing left is there for whoever comes later.
    try (LeasedLedger three = LeasedLedger.on(store, "three")) {
      while (spends(three)) {
        answered++;
      }
    }
    assertThat(answered).isEqualTo(AFFORDABLE);
  }

  private static boolean spends(LeasedLedger ledger) {
    Reservation reservation = ledger.reserve(BUDGETS, TODAY, BOUND);
    if (reservation instanceof Reservation.Granted(var hold)) {
      hold.settle(COST);
      return true;
    }
    assertThat(reservation).isInstanceOf(Reservation.Exhausted.class);
    return false;
  }
}
