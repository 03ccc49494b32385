package dev.signalbox.router.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.budget.BudgetLedger.Standing;
import dev.signalbox.router.budget.FlakyLeaseStore.Mood;
import dev.signalbox.router.budget.LeaseStore.Claim;
import dev.signalbox.router.budget.Reservation.Exhausted;
import dev.signalbox.router.budget.Reservation.Granted;
import dev.signalbox.router.budget.Reservation.Hold;
import dev.signalbox.router.budget.Reservation.LedgerDown;
import dev.signalbox.router.testing.FakeTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeasedLedgerTest {
  private static final LocalDate TODAY = LocalDate.ofInstant(FakeTime.START, ZoneOffset.UTC);
  private static final Budget DAY =
      new Budget("task/extraction", Budget.Period.DAY, new BigDecimal("1.00"));
  private static final Budget MONTH =
      new Budget("task/extraction", Budget.Period.MONTH, new BigDecimal("1.50"));
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final FakeTime time = new FakeTime();
  private final FlakyLeaseStore store = new FlakyLeaseStore();
  private final LeasedLedger ledger = ledger(PATIENT);
  private final LeasedLedger other = ledger(PATIENT);

  @Test
  void reservesUpToTheLimitAndNoFurther() {
    hold("0.40");
    hold("0.60");

    assertThat(reserve("0.01")).isEqualTo(new Exhausted(DAY));
    assertThat(taken()).isEqualByComparingTo("1.00");
  }

  @Test
  void refusesMoreThanTheWholeBudgetWithoutAsking() {
    assertThat(reserve("1.01")).isEqualTo(new Exhausted(DAY));

    assertThat(store.claims).isEmpty();
  }

  @Test
  void needsNoStoreWhereNothingIsLimited() {
    store.mood = Mood.UNREACHABLE;

    assertThat(ledger.reserve(List.of(), TODAY, usd("1000"))).isInstanceOf(Granted.class);
  }

  @Test
  void freesWhatWasNotSpent() {
    Hold first = hold("1.00");
    first.settle(usd("0.30"));

    hold("0.70");

    assertThat(reserve("0.01")).isInstanceOf(Exhausted.class);
  }

  @Test
  void countsOnlyTheFirstSettlement() {
    Hold first = hold("1.00");
    first.settle(usd("0.30"));
    first.settle(usd("0.00"));

    assertThat(reserve("0.71")).isInstanceOf(Exhausted.class);
  }

  @Test
  void takesWhatWasSpentBeyondTheReservation() {
    hold("0.90").settle(usd("1.20"));

    assertThat(reserve("0.01")).isEqualTo(new Exhausted(DAY));
    ledger.review();
    assertThat(taken()).isEqualByComparingTo("1.20");
    assertThat(reserve(other, "0.01")).isEqualTo(new Exhausted(DAY));
  }

  @Test
  void refusesNegativeAmounts() {
    Hold some = hold("0.10");

    assertThatThrownBy(() -> reserve("-0.01")).hasMessage("cannot spend -0.01 USD");
    assertThatThrownBy(() -> some.settle(usd("-0.01"))).hasMessage("cannot have spent -0.01 USD");
  }

  @Test
  void reservesFromAllBudgetsOrFromNone() {
    List<Budget> both = List.of(DAY, MONTH);
    LocalDate tomorrow = TODAY.plusDays(1);
    granted(ledger.reserve(both, TODAY, usd("1.00"))).settle(usd("0.80"));

    assertThat(ledger.reserve(both, tomorrow, usd("0.80"))).isEqualTo(new Exhausted(MONTH));

    assertThat(ledger.reserve(both, tomorrow, usd("0.70"))).isInstanceOf(Granted.class);
    assertThat(ledger.standing(both, tomorrow))
        .extracting(Standing::usedUsd)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(usd("0.70"), usd("1.50"));
  }

  @Test
  void takesAChangedLimitAtOnce() {
    hold("0.50");
    Budget lowered = new Budget(DAY.scope(), DAY.period(), usd("0.55"));
    Budget raised = new Budget(DAY.scope(), DAY.period(), usd("9.00"));

    assertThat(ledger.reserve(List.of(lowered), TODAY, usd("0.10")))
        .isEqualTo(new Exhausted(lowered));
    assertThat(ledger.reserve(List.of(raised), TODAY, usd("8.00"))).isInstanceOf(Granted.class);
  }

  @Test
  void asksTheStoreSeldomWhenBusy() {
    Budget large = new Budget("task/chat", Budget.Period.DAY, usd("100"));
    for (int call = 0; call < 2_000; call++) {
      granted(ledger.reserve(List.of(large), TODAY, usd("0.02"))).settle(usd("0.01"));
      time.pass(Duration.ofMillis(10));
      if (call % 100 == 99) {
        ledger.review();
      }
    }

    assertThat(store.claims).hasSizeBetween(2, 40);
    BigDecimal idle = store.taken(large, TODAY).subtract(usd("20"));
    assertThat(idle).isBetween(usd("0"), usd("10"));
  }

  @Test
  void doesNotHoardWhatIsTooLittleForIt() {
    hold("0.60");

    assertThat(reserve(other, "0.50")).isInstanceOf(Exhausted.class);

    assertThat(taken()).isEqualByComparingTo("0.60");
  }

  @Test
  void leavesMostOfWhatIsLeftToOthers() {
    for (int call = 0; call < 10; call++) {
      hold("0.05").settle(usd("0.05"));
    }

    assertThat(taken()).isLessThan(usd("0.65"));
    hold(other, "0.30");
  }

  @Test
  void givesBackWhatLiesIdle() {
    hold("0.90").settle(usd("0.10"));
    assertThat(reserve(other, "0.80")).isInstanceOf(Exhausted.class);

    idle(Duration.ofSeconds(5));

    hold(other, "0.80");
    assertThat(taken()).isEqualByComparingTo("0.90");
  }

  @Test
  void tellsWhatWasSpentWhenThereIsTime() {
    hold("0.30").settle(usd("0.30"));
    assertThat(store.claims.getLast().spentUsd()).isZero();

    idle(Duration.ofSeconds(5));
    idle(Duration.ofMinutes(5));

    assertThat(store.claims).hasSize(2);
    assertThat(store.claims.getLast().spentUsd()).isEqualByComparingTo("0.30");
  }

  @Test
  void keepsWhatIsSetAsideHoweverLongThatTakes() {
    Hold slow = hold("0.60");
    idle(Duration.ofMinutes(30));

    assertThat(reserve(other, "0.50")).isInstanceOf(Exhausted.class);
    slow.settle(usd("0.60"));
    idle(Duration.ofSeconds(5));
    assertThat(taken()).isEqualByComparingTo("0.60");
  }

  @Test
  void countsAKilledNodesLeaseAsSpent() {
    hold("0.70").settle(usd("0.10")); // and nobody reviews or closes this ledger ever again

    assertThat(reserve(other, "0.31")).isEqualTo(new Exhausted(DAY));
    assertThat(reserve(other, "0.30")).isInstanceOf(Granted.class);
  }

  @Test
  void closesTheLeasesOfAPastPeriodAndBeginsAnew() {
    hold("1.00").settle(usd("1.00"));
    time.pass(Duration.ofHours(12));

    ledger.review();

    Claim last = store.claims.getLast();
    assertThat(last.last()).isTrue();
    assertThat(last.lease().beginsOn()).isEqualTo(TODAY);
    assertThat(last.spentUsd()).isEqualByComparingTo("1.00");
    assertThat(ledger.reserve(List.of(DAY), TODAY.plusDays(1), usd("1.00")))
        .isInstanceOf(Granted.class);
  }

  @Test
  void countsACallOverMidnightToTheDayItBeganOn() {
    Hold overnight = hold("0.50");
    time.pass(Duration.ofHours(12));
    ledger.review();
    assertThat(store.claims).noneMatch(Claim::last);

    overnight.settle(usd("0.20"));
    ledger.review();

    assertThat(store.claims.getLast().last()).isTrue();
    assertThat(taken()).isEqualByComparingTo("0.20");
    ledger.review();
    assertThat(store.claims).filteredOn(Claim::last).hasSize(1);
  }

  @Test
  void servesFromItsLeaseWhileTheStoreIsDown() {
    hold("0.80").settle(usd("0.10"));
    store.mood = Mood.UNREACHABLE;

    hold("0.70");

    LedgerDown down = (LedgerDown) reserve("0.01");
    assertThat(down.why()).isEqualTo("no database");
  }

  @Test
  void leavesAStoreThatIsDownAloneUntilTheNextReview() {
    store.mood = Mood.UNREACHABLE;
    reserve("0.10");
    reserve("0.10");
    reserve("0.10");
    assertThat(store.claims).hasSize(1);
    ledger.review();
    assertThat(store.claims).hasSize(2);

    store.mood = Mood.WELL;
    ledger.review();

    hold("0.10");
  }

  @Test
  void deliversLateSettlementsExactlyOnceThoughAnswersGetLost() {
    store.mood = Mood.UNREACHABLE;
    Hold first = ((LedgerDown) reserve("0.30")).hold();
    Hold second = ((LedgerDown) reserve("0.30")).hold();
    first.settle(usd("0.20"));
    ledger.review();
    store.mood = Mood.LOSES_ANSWERS;
    ledger.review();
    second.settle(usd("0.25"));
    second.settle(usd("0.25"));
    ledger.review();

    store.mood = Mood.WELL;
    idle(Duration.ofSeconds(5));

    assertThat(taken()).isEqualByComparingTo("0.45");
    assertThat(standing().leftUsd()).isEqualByComparingTo("0.55");
  }

  @Test
  void givesBackWhatItHasBeenGrantedWithoutHearingOfIt() {
    store.mood = Mood.LOSES_ANSWERS;
    assertThat(reserve("0.90")).isInstanceOf(LedgerDown.class);
    assertThat(taken()).isEqualByComparingTo("0.90");

    store.mood = Mood.WELL;
    ledger.review();

    assertThat(taken()).isEqualByComparingTo("0");
  }

  @Test
  void doesNotWaitLongForASilentStore() {
    LeasedLedger hasty = ledger(Duration.ofMillis(20));
    CountDownLatch silence = new CountDownLatch(1);
    store.gate = silence;

    LedgerDown down = (LedgerDown) reserve(hasty, "0.30");
    assertThat(down.why()).isEqualTo("no answer for 20 ms");
    down.hold().settle(usd("0.30"));
    assertThat(reserve(hasty, "0.30")).isInstanceOf(LedgerDown.class);
    hasty.review();
    assertThat(store.claims).hasSize(1);

    silence.countDown();
    hasty.close();
    assertThat(taken()).isEqualByComparingTo("0.30");
  }

  @Test
  void letsAnInterruptedCallerGo() {
    store.gate = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    assertThat(reserve("0.10")).isInstanceOf(LedgerDown.class);

    assertThat(Thread.interrupted()).isTrue();
    store.gate.countDown();
  }

  @Test
  void knowsWhatOthersHaveTaken() {
    assertThat(standing().usedUsd()).isZero();
    hold(other, "0.25");

    hold("0.10");

    assertThat(standing().usedUsd()).isEqualByComparingTo("0.35");
    assertThat(standing().leftUsd()).isEqualByComparingTo("0.65");
  }

  @Test
  void givesBackAllButWhatIsSetAsideWhenItCloses() {
    hold("0.50").settle(usd("0.20"));
    hold("0.10");

    ledger.close();

    assertThat(taken()).isEqualByComparingTo("0.30");
    assertThat(store.claims.getLast().last()).isFalse();
    assertThat(reserve("0.01")).isInstanceOf(LedgerDown.class);
  }

  @Test
  void closesItsLeasesWhenItClosesWithNothingSetAside() {
    hold("0.50").settle(usd("0.20"));

    ledger.close();

    assertThat(taken()).isEqualByComparingTo("0.20");
    assertThat(store.claims.getLast().last()).isTrue();
  }

  @Test
  void reviewsByItselfOnceStarted() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    LocalDate past = LocalDate.EPOCH;
    LeaseStore watched =
        claim -> {
          if (claim.last()) {
            closed.countDown();
          }
          return store.claim(claim);
        };
    try (LeasedLedger real = LeasedLedger.on(watched, "node-1")) {
      granted(real.reserve(List.of(DAY), past, usd("0.10"))).settle(usd("0.10"));
      closed.await();
    }
    assertThat(store.taken(DAY, past)).isEqualByComparingTo("0.10");
  }

  private LeasedLedger ledger(Duration patience) {
    return new LeasedLedger(store, "node-1", new LeasedLedger.Time(time, time, patience));
  }

  private Reservation reserve(String usd) {
    return reserve(ledger, usd);
  }

  private static Reservation reserve(LeasedLedger from, String usd) {
    return from.reserve(List.of(DAY), TODAY, usd(usd));
  }

  private Hold hold(String usd) {
    return hold(ledger, usd);
  }

  private static Hold hold(LeasedLedger from, String usd) {
    return granted(reserve(from, usd));
  }

  private static Hold granted(Reservation reservation) {
    assertThat(reservation).isInstanceOf(Granted.class);
    return ((Granted) reservation).hold();
  }

  private Standing standing() {
    return ledger.standing(List.of(DAY), TODAY).getFirst();
  }

  private BigDecimal taken() {
    return store.taken(DAY, TODAY);
  }

  private void idle(Duration howLong) {
    IntStream.range(0, (int) howLong.toSeconds())
        .forEach(_ -> {
          time.pass(Duration.ofSeconds(1));
          ledger.review();
        });
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
