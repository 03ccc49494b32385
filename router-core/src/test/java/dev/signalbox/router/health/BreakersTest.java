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
  private static final Outcome FAULT = Outcomes.failed(Fault.SERVER_ERROR);
  private static final Outcome ANSWER = Outcomes.answered("yes");

  private final FakeTime time = new FakeTime();
  private final Breakers breakers =
      new Breakers(new BreakerSettings(3, Duration.ofSeconds(1), Duration.ofSeconds(4)), time);

  @Test
  void opensAfterFaultsInARowAndOnlyForThatTarget() {
    ordinary(FAULT, FAULT);
    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.ORDINARY);

    ordinary(FAULT);

    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.REFUSED);
    assertThat(breakers.snapshot().admits(TARGET)).isFalse();
    assertThat(breakers.snapshot().admits(OTHER)).isTrue();
  }

  @Test
  void aGoodAnswerStartsTheCountAgain() {
    ordinary(FAULT, FAULT, ANSWER, FAULT, FAULT);

    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.ORDINARY);
  }

  @Test
  void aRefusedRequestSaysNothingAgainstTheTarget() {
    ordinary(FAULT, FAULT, Outcomes.rejected(), FAULT, FAULT);

    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.ORDINARY);
  }

  @Test
  void letsOneProbeThroughWhenThePauseIsOver() {
    ordinary(FAULT, FAULT, FAULT);
    time.pass(Duration.ofSeconds(1));

    assertThat(breakers.snapshot().admits(TARGET)).isTrue();
    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.PROBE);
    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.REFUSED);
    assertThat(breakers.snapshot().admits(TARGET)).isFalse();
  }

  @Test
  void closesOnAGoodProbe() {
    ordinary(FAULT, FAULT, FAULT);
    time.pass(Duration.ofSeconds(1));
    probe(ANSWER);

    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.ORDINARY);
  }

  @Test
  void doublesThePauseWithEachBadProbeUpToTheLongest() {
    ordinary(FAULT, FAULT, FAULT);
    for (long pause : new long[] {1, 2, 4, 4}) {
      time.pass(Duration.ofSeconds(pause).minusNanos(1));
      assertThat(breakers.pass(TARGET)).isEqualTo(Pass.REFUSED);
      time.pass(Duration.ofNanos(1));
      probe(FAULT);
    }
  }

  @Test
  void anAnswerToACallFromBeforeTheOutageDoesNotCloseIt() {
    Pass early = breakers.pass(TARGET);
    ordinary(FAULT, FAULT, FAULT);

    breakers.record(TARGET, early, ANSWER);

    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.REFUSED);
  }

  @Test
  void aDeadKeyPausesAtOnceAndForLong() {
    ordinary(Outcomes.failed(Fault.ACCESS_DENIED));

    time.pass(Duration.ofSeconds(3));
    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.REFUSED);
    time.pass(Duration.ofSeconds(1));
    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.PROBE);
  }

  @Test
  void aRateLimitPausesForAsLongAsItSaysButNotLongerThanTheLongest() {
    ordinary(Outcomes.failed(Fault.RATE_LIMITED, Duration.ofSeconds(2)));

    time.pass(Duration.ofSeconds(2));
    probe(Outcomes.failed(Fault.RATE_LIMITED, Duration.ofHours(1)));
    time.pass(Duration.ofSeconds(4));
    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.PROBE);
  }

  @Test
  void aProbeThatProvedNothingLeavesTheDoorToTheNextOne() {
    ordinary(FAULT, FAULT, FAULT);
    time.pass(Duration.ofSeconds(1));
    probe(Outcomes.failed(Fault.CONTEXT_TOO_LONG));

    assertThat(breakers.pass(TARGET)).isEqualTo(Pass.PROBE);
  }

  private void ordinary(Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      Pass pass = breakers.pass(TARGET);
      assertThat(pass).isEqualTo(Pass.ORDINARY);
      breakers.record(TARGET, pass, outcome);
    }
  }

  private void probe(Outcome outcome) {
    Pass pass = breakers.pass(TARGET);
    assertThat(pass).isEqualTo(Pass.PROBE);
    breakers.record(TARGET, pass, outcome);
  }
}
