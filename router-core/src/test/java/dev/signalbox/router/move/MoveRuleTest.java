package dev.signalbox.router.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.testing.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoveRuleTest {
  private static final Target PRIMARY = Target.of("openai", "gpt-4o-mini");
  private static final Target FALLBACK = Target.of("anthropic", "claude-haiku-4-5");
  private static final Duration PLENTY = Duration.ofSeconds(10);

  private final MoveRule rule = new MoveRule(3, Duration.ofMillis(200), Duration.ofSeconds(1));
  private final Progress atPrimary = Progress.startingWith(List.of(PRIMARY, FALLBACK));
  private final Progress atFallback = Progress.startingWith(List.of(FALLBACK));

  @Test
  void stopsOnceAnswered() {
    assertThat(rule.after(atPrimary, Outcomes.answered("hello"), PLENTY))
        .isEqualTo(new Move.Stop("answered"));
  }

  @Test
  void stopsWhenTheProviderRightlyRefusesTheRequest() {
    assertThat(rule.after(atPrimary, Outcomes.rejected(), PLENTY)).isInstanceOf(Move.Stop.class);
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "CANCELLED")
  void everyFaultIsFollowedByTheNextTargetOnceTheTriesAreUsedUp(Fault fault) {
    Progress lastTry = new Progress(PRIMARY, 3, List.of(FALLBACK));

    assertThat(rule.after(lastTry, Outcomes.failed(fault), PLENTY))
        .isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void onlyBriefFaultsAreAskedAgainWhileAnotherTargetIsLeft(Fault fault) {
    Move move = rule.after(atPrimary, Outcomes.failed(fault), PLENTY);

    assertThat(move instanceof Move.AgainHere).isEqualTo(fault.isBrief());
  }

  @Test
  void doublesTheJitterWithEachTry() {
    Progress secondTry = new Progress(PRIMARY, 2, List.of(FALLBACK));

    assertThat(rule.after(secondTry, Outcomes.failed(Fault.OVERLOADED), PLENTY))
        .isEqualTo(new Move.AgainHere(Duration.ZERO, Duration.ofMillis(400)));
  }

  @Test
  void doesNotWaitForARateLimitWhileAnotherTargetIsLeft() {
    Outcome limited = Outcomes.failed(Fault.RATE_LIMITED, Duration.ofMillis(10));

    assertThat(rule.after(atPrimary, limited, PLENTY)).isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void waitsForARateLimitAtTheLastTargetWhenTheDeadlineAllows() {
    Outcome limited = Outcomes.failed(Fault.RATE_LIMITED, Duration.ofSeconds(3));

    assertThat(rule.after(atFallback, limited, PLENTY))
        .isEqualTo(new Move.AgainHere(Duration.ofSeconds(3), Duration.ofMillis(200)));
    assertThat(rule.after(atFallback, limited, Duration.ofSeconds(3)))
        .isEqualTo(new Move.Stop("no target is left"));
  }

  @Test
  void goesElsewhereWhenABriefFaultAsksForALongWait() {
    Outcome overloaded = Outcomes.failed(Fault.OVERLOADED, Duration.ofSeconds(2));

    assertThat(rule.after(atPrimary, overloaded, PLENTY)).isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void stopsWhenTheCallerWentAway() {
    assertThat(rule.after(atPrimary, Outcomes.failed(Fault.CANCELLED), PLENTY))
        .isEqualTo(new Move.Stop("the caller went away"));
  }

  @Test
  void doesNotAskAgainWhenTheProviderSaysNotTo() {
    Outcome outcome =
        new Outcome.Failed(Fault.SERVER_ERROR, "do not retry", Optional.empty(), false);

    assertThat(rule.after(atPrimary, outcome, PLENTY)).isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void stopsWhenNoTimeIsLeft() {
    assertThat(rule.after(atPrimary, Outcomes.failed(Fault.TIMEOUT), Duration.ZERO))
        .isEqualTo(new Move.Stop("the deadline passed"));
    assertThat(rule.after(atPrimary, new Outcome.Skipped(SkipReason.DEADLINE_PASSED), PLENTY))
        .isEqualTo(new Move.Stop("the deadline passed"));
  }

  @Test
  void passesASkippedTarget() {
    assertThat(rule.after(atPrimary, new Outcome.Skipped(SkipReason.BREAKER_OPEN), PLENTY))
        .isEqualTo(new Move.NextTarget(FALLBACK));
  }
}
