package dev.signalbox.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.budget.FlakyLeaseStore.Mood;
import dev.signalbox.router.testing.FakeTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calls to ledgers, beside the simplest account of them: two sums a budget. */
@Timeout(120)
class LedgerModelTest {
  private static final LocalDate TODAY = LocalDate.ofInstant(FakeTime.START, ZoneOffset.UTC);
  private static final int STEPS = 3_000;
  private static final Budget DAY_A = budget("task/a", Budget.Period.DAY, "3");
  private static final Budget MONTH_A = budget("task/a", Budget.Period.MONTH, "4");
  private static final Budget DAY_B = budget("task/b", Budget.Period.DAY, "0.75");
  private static final List<Budget> BUDGETS = List.of(DAY_A, MONTH_A, DAY_B);
  private static final List<List<Budget>> TASKS = List.of(List.of(DAY_A, MONTH_A), List.of(DAY_B));

  private static final List<Mood> MOODS = List.of(Mood.values());

  private final FakeTime time = new FakeTime();
  private final FlakyLeaseStore store = new FlakyLeaseStore();
  private final List<Open> open = new ArrayList<>();

  /** What was set aside or spent. */
  private final Map<Budget, BigDecimal> used = new HashMap<>();

  /** What was spent without having been set aside. */
  private final Map<Budget, BigDecimal> unasked = new HashMap<>();

  /** What somebody may spend but has not. */
  private record Open(List<Budget> budgets, BigDecimal reserved, Reservation.Hold hold) {}

  /** A single node knows all, so that it refuses exactly what would overdraw a budget. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void oneLedgerRefusesNeitherMoreNorLessThanTheModel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LeasedLedger ledger = ledger();
    for (int step = 0; step < STEPS; step++) {
      List<Budget> budgets = TASKS.get(random.nextInt(TASKS.size()));
      BigDecimal usd = cents(random);
      boolean fits = budgets.stream().allMatch(budget -> fits(budget, usd));
      switch (random.nextInt(10)) {
        case 0 -> changeMood(random, ledger);
        case 1, 2 -> passTime(random, ledger);
        case 3, 4, 5 -> settleOne(random);
        default -> {
          Reservation reservation = reserve(ledger, budgets, usd);
          assertThat(reservation instanceof Reservation.Exhausted).isEqualTo(!fits);
          if (store.mood == Mood.WELL) {
            assertThat(reservation instanceof Reservation.Granted).isEqualTo(fits);
          }
        }
      }
    }
    assertThatAllIsAccountedFor(random, List.of(ledger));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void severalLedgersNeverOvershootTogether(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LeasedLedger> ledgers = List.of(ledger(), ledger(), ledger());
    for (int step = 0; step < STEPS; step++) {
      LeasedLedger ledger = ledgers.get(random.nextInt(ledgers.size()));
      switch (random.nextInt(10)) {
        case 0 -> changeMood(random, ledger);
        case 1, 2 -> passTime(random, ledger);
        case 3, 4, 5 -> settleOne(random);
        default -> reserve(ledger, TASKS.get(random.nextInt(TASKS.size())), cents(random));
      }
      for (Budget budget : BUDGETS) {
        assertThat(sum(used, budget).subtract(sum(unasked, budget)))
            .isLessThanOrEqualTo(budget.limitUsd());
      }
    }
    assertThatAllIsAccountedFor(random, ledgers);
  }

  private LeasedLedger ledger() {
    return new LeasedLedger(
        store, "node", new LeasedLedger.Time(time, time, Duration.ofSeconds(30)));
  }

  private static Budget budget(String scope, Budget.Period period, String usd) {
    return new Budget(scope, period, new BigDecimal(usd));
  }

  private static BigDecimal cents(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextInt(60), 2);
  }

  private void changeMood(SplittableRandom random, LeasedLedger ledger) {
    store.mood = MOODS.get(random.nextInt(MOODS.size()));
    ledger.review();
  }

  private void passTime(SplittableRandom random, LeasedLedger ledger) {
    time.pass(Duration.ofMillis(random.nextInt(1_500)));
    ledger.review();
  }

  private Reservation reserve(LeasedLedger ledger, List<Budget> budgets, BigDecimal usd) {
    Reservation reservation = ledger.reserve(budgets, TODAY, usd);
    switch (reservation) {
      case Reservation.Granted(var hold) -> {
        open.add(new Open(budgets, usd, hold));
        budgets.forEach(budget -> used.merge(budget, usd, BigDecimal::add));
      }
      case Reservation.LedgerDown(_, var hold) ->
          open.add(new Open(budgets, BigDecimal.ZERO, hold));
      case Reservation.Exhausted _ -> {}
    }
    return reservation;
  }

  /** Most cost less than was set aside, some more, and some tell it twice. */
  private void settleOne(SplittableRandom random) {
    if (open.isEmpty()) {
      return;
    }
    Open one = open.remove(random.nextInt(open.size()));
    BigDecimal spent = random.nextInt(20) == 0 ? cents(random) : one.reserved().min(cents(random));
    one.hold().settle(spent);
    if (random.nextBoolean()) {
      one.hold().settle(cents(random));
    }
    BigDecimal change = spent.subtract(one.reserved());
    for (Budget budget : one.budgets()) {
      used.merge(budget, change, BigDecimal::add);
      unasked.merge(budget, change.max(BigDecimal.ZERO), BigDecimal::add);
    }
  }

  private boolean fits(Budget budget, BigDecimal usd) {
    return sum(used, budget).add(usd).compareTo(budget.limitUsd()) <= 0;
  }

  private static BigDecimal sum(Map<Budget, BigDecimal> sums, Budget budget) {
    return sums.getOrDefault(budget, BigDecimal.ZERO);
  }

  /** Once all is settled, told and given back, the store has what was spent: no more, no less. */
  private void assertThatAllIsAccountedFor(SplittableRandom random, List<LeasedLedger> ledgers) {
    while (!open.isEmpty()) {
      settleOne(random);
    }
    store.mood = Mood.WELL;
    ledgers.forEach(LeasedLedger::close);
    for (Budget budget : BUDGETS) {
      assertThat(store.taken(budget, TODAY)).isEqualByComparingTo(sum(used, budget)).isPositive();
    }
  }
}
