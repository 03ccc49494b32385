package dev.signalbox.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.health.Breakers.Pass;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.testing.FakeTime;
import dev.signalbox.router.testing.Outcomes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakersTest {
  private static final Target TARGET = Target.of("openai", "gpt-4o-mini");
  private static final Target OTHER = Target.of("openai", "gpt-4o");
  private static final Target ELSEWHERE = Target.of("anthropic", "claude-haiku-4-5");
  private static final Pass.Admitted ORDINARY = new Pass.Admitted(false, false);
  private static final Pass.Admitted PROBE = new Pass.Admitted(true, false);
  private static final Pass REFUSED = new Pass.Refused(Access.BREAKER_OPEN);
  private static final Pass PAUSED = new Pass.Refused(Access.PROVIDER_PAUSED);
  private static final Outcome FAULT = Outcomes.failed(Fault.SERVER_ERROR);
  private static final Outcome ANSWER = Outcomes.answered("yes");

  private final FakeTime time = new FakeTime();
  private final Breakers breakers =
      new Breakers(BreakerSettings.of(3, Duration.ofSeconds(1), Duration.ofSeconds(4)), time);

  @Test
  void opensAfterFaultsInARowAndOnlyForThatTarget() {
    ordinary(FAULT, FAULT);
    assertThat(breakers.pass(TARGET)).isEqualTo(ORDINARY);

    ordinary(FAULT);

    assertThat(breakers.pass(TARGET)).isEqualTo(REFUSED);
    assertThat(breakers.access(TARGET)).isEqualTo(Access.BREAKER_OPEN);
    assertThat(breakers.access(OTHER)).isEqualTo(Access.FREE);
  }

  @Test
  void aGoodAnswerStartsTheCountAgain() {
    ordinary(FAULT, FAULT, ANSWER, FAULT, FAULT);

    assertThat(breakers.pass(TARGET)).isEqualTo(ORDINARY);
  }

  @Test
  void aRefusedRequestSaysNothingAgainstTheTarget() {
    ordinary(FAULT, FAULT, Outcomes.rejected(), FAULT, FAULT);

    assertThat(breakers.pass(TARGET)).isEqualTo(ORDINARY);
  }

  @Test
  void letsOneProbeThroughWhenThePauseIsOver() {
    ordinary(FAULT, FAULT, FAULT);
    time.pass(Duration.ofSeconds(1));

    assertThat(breakers.access(TARGET)).isEqualTo(Access.FREE);
    assertThat(breakers.pass(TARGET)).isEqualTo(PROBE);
    assertThat(breakers.pass(TARGET)).isEqualTo(REFUSED);
    assertThat(breakers.access(TARGET)).isEqualTo(Access.BREAKER_OPEN);
  }

  @Test
  void closesOnAGoodProbe() {
    ordinary(FAULT, FAULT, FAULT);
    time.pass(Duration.ofSeconds(1));
    probe(ANSWER);

    assertThat(breakers.pass(TARGET)).isEqualTo(ORDINARY);
  }

  @Test
  void doublesThePauseWithEachBadProbeUpToTheLongest() {
    ordinary(FAULT, FAULT, FAULT);
    for (long pause : new long[] {1, 2, 4, 4}) {
      time.pass(Duration.ofSeconds(pause).minusNanos(1));
      assertThat(breakers.pass(TARGET)).isEqualTo(REFUSED);
      time.pass(Duration.ofNanos(1));
      probe(FAULT);
    }
  }

  @Test
  void anAnswerToACallFromBeforeTheOutageDoesNotCloseIt() {
    Pass.Admitted early = (Pass.Admitted) breakers.pass(TARGET);
    ordinary(FAULT, FAULT, FAULT);

    breakers.record(TARGET, early, ANSWER);

    assertThat(breakers.pass(TARGET)).isEqualTo(REFUSED);
  }

  @Test
  void aDeadKeyPausesAllModelsOfItsProviderAtOnceAndForLong() {
    ordinary(Outcomes.failed(Fault.ACCESS_DENIED));

    time.pass(Duration.ofSeconds(3));
    assertThat(breakers.pass(TARGET)).isEqualTo(PAUSED);
    assertThat(breakers.pass(OTHER)).isEqualTo(PAUSED);
    assertThat(breakers.access(ELSEWHERE)).isEqualTo(Access.FREE);
    time.pass(Duration.ofSeconds(1));
    assertThat(breakers.pass(OTHER)).isEqualTo(new Pass.Admitted(false, true));
    assertThat(breakers.pass(TARGET)).isEqualTo(PAUSED);
  }

  @Test
  void aGoodProbeOfOneModelBringsAllOfItsProviderBack() {
    ordinary(Outcomes.failed(Fault.QUOTA_EXHAUSTED));
    time.pass(Duration.ofSeconds(4));
    Pass.Admitted probe = (Pass.Admitted) breakers.pass(OTHER);

    breakers.record(OTHER, probe, ANSWER);

    assertThat(breakers.pass(TARGET)).isEqualTo(ORDINARY);
  }

  @Test
  void aWaitThatIsAskedForPausesTheProviderForAsLongAsItSays() {
    ordinary(Outcomes.failed(Fault.RATE_LIMITED, Duration.ofSeconds(2)));

    assertThat(breakers.access(OTHER)).isEqualTo(Access.PROVIDER_PAUSED);
    time.pass(Duration.ofSeconds(2));
    assertThat(breakers.access(OTHER)).isEqualTo(Access.FREE);
  }

  @Test
  void cutsAWaitOfHoursToTheLongestAdviceThatIsTaken() {
    ordinary(Outcomes.failed(Fault.RATE_LIMITED, Duration.ofHours(1)));

    time.pass(BreakerSettings.DEFAULT.longestAdvice().minusNanos(1));
    assertThat(breakers.access(TARGET)).isEqualTo(Access.PROVIDER_PAUSED);
    time.pass(Duration.ofNanos(1));
    assertThat(breakers.access(TARGET)).isEqualTo(Access.FREE);
  }

  @Test
  void aRateLimitThatSaysNotHowLongCountsLikeAnyFaultOfTheTarget() {
    ordinary(
        Outcomes.failed(Fault.RATE_LIMITED),
        Outcomes.failed(Fault.RATE_LIMITED),
        Outcomes.failed(Fault.RATE_LIMITED));

    assertThat(breakers.pass(TARGET)).isEqualTo(REFUSED);
    assertThat(breakers.pass(OTHER)).isEqualTo(ORDINARY);
  }

  @Test
  void aProviderProbeThatTheTargetRefusesLeavesTheDoorToTheNextOne() {
    ordinary(FAULT, FAULT, FAULT);
    Pass.Admitted late = ORDINARY;
    breakers.record(OTHER, late, Outcomes.failed(Fault.QUOTA_EXHAUSTED));
    time.pass(Duration.ofMillis(500));
    breakers.record(OTHER, late, Outcomes.failed(Fault.QUOTA_EXHAUSTED));
    assertThat(breakers.pass(TARGET)).isEqualTo(PAUSED);

    time.pass(Duration.ofSeconds(4));

    assertThat(breakers.pass(TARGET)).isEqualTo(new Pass.Admitted(true, true));
  }

  @Test
  void aProbeThatProvedNothingLeavesTheDoorToTheNextOne() {
    ordinary(FAULT, FAULT, FAULT);
    time.pass(Duration.ofSeconds(1));
    probe(Outcomes.failed(Fault.CONTEXT_TOO_LONG));

    assertThat(breakers.pass(TARGET)).isEqualTo(PROBE);
  }

  private void ordinary(Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      Pass pass = breakers.pass(TARGET);
      assertThat(pass).isEqualTo(ORDINARY);
      breakers.record(TARGET, ORDINARY, outcome);
    }
  }

  private void probe(Outcome outcome) {
    assertThat(breakers.pass(TARGET)).isEqualTo(PROBE);
    breakers.record(TARGET, PROBE, outcome);
  }
}
