package dev.signalbox.router.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.table.OnContentFilter;
import dev.signalbox.router.table.RetryRule;
import dev.signalbox.router.table.StreamRule;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.testing.Candidates;
import dev.signalbox.router.testing.Outcomes;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoveRuleTest {
  private static final Target PRIMARY = Target.of("openai", "gpt-4o-mini");
  private static final Target FALLBACK = Target.of("anthropic", "claude-haiku-4-5");
  private static final Duration PLENTY = Duration.ofSeconds(10);

  private final MoveRule rule = rule(OnContentFilter.STOP, StreamRule.OnCut.ERROR);
  private final Progress atPrimary = at(PRIMARY, 1, FALLBACK);
  private final Progress atFallback = at(FALLBACK, 1);

  @Test
  void stopsOnceAnswered() {
    assertThat(after(atPrimary, Outcomes.answered("hello"), PLENTY))
        .isEqualTo(new Move.Stop("answered"));
  }

  @Test
  void stopsWhenTheProviderRightlyRefusesTheRequest() {
    assertThat(after(atPrimary, Outcomes.rejected(), PLENTY)).isInstanceOf(Move.Stop.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CANCELLED", "FILTERED", "CONTEXT_TOO_LONG"})
  void everyFaultIsFollowedByTheNextTargetOnceTheTriesAreUsedUp(Fault fault) {
    Progress lastTry = at(PRIMARY, 3, FALLBACK);

    assertThat(after(lastTry, Outcomes.failed(fault), PLENTY))
        .isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void onlyBriefFaultsAreAskedAgainWhileAnotherTargetIsLeft(Fault fault) {
    Move move = after(atPrimary, Outcomes.failed(fault), PLENTY);

    assertThat(move instanceof Move.AgainHere).isEqualTo(fault.isBrief());
  }

  @Test
  void doublesTheJitterWithEachTry() {
    Progress secondTry = at(PRIMARY, 2, FALLBACK);

    assertThat(after(secondTry, Outcomes.failed(Fault.OVERLOADED), PLENTY))
        .isEqualTo(new Move.AgainHere(Duration.ZERO, Duration.ofMillis(400)));
  }

  @Test
  void doesNotWaitForARateLimitWhileAnotherTargetIsLeft() {
    Outcome limited = Outcomes.failed(Fault.RATE_LIMITED, Duration.ofMillis(10));

    assertThat(after(atPrimary, limited, PLENTY)).isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void waitsForARateLimitAtTheLastTargetWhenTheDeadlineAllows() {
    Outcome limited = Outcomes.failed(Fault.RATE_LIMITED, Duration.ofSeconds(3));

    assertThat(after(atFallback, limited, PLENTY))
        .isEqualTo(new Move.AgainHere(Duration.ofSeconds(3), Duration.ofMillis(200)));
    assertThat(after(atFallback, limited, Duration.ofSeconds(3)))
        .isEqualTo(new Move.Stop("no target is left"));
  }

  @Test
  void goesElsewhereWhenABriefFaultAsksForALongWait() {
    Outcome overloaded = Outcomes.failed(Fault.OVERLOADED, Duration.ofSeconds(2));

    assertThat(after(atPrimary, overloaded, PLENTY)).isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void stopsWhenTheCallerWentAway() {
    assertThat(after(atPrimary, Outcomes.failed(Fault.CANCELLED), PLENTY))
        .isEqualTo(new Move.Stop("the caller went away"));
  }

  @Test
  void doesNotAskAgainWhenTheProviderSaysNotTo() {
    Outcome outcome =
        new Outcome.Failed(Fault.SERVER_ERROR, "do not retry", Optional.empty(), false);

    assertThat(after(atPrimary, outcome, PLENTY)).isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void stopsWhenNoTimeIsLeft() {
    assertThat(after(atPrimary, Outcomes.failed(Fault.TIMEOUT), Duration.ZERO))
        .isEqualTo(new Move.Stop("the deadline passed"));
    assertThat(after(atPrimary, new Outcome.Skipped(SkipReason.DEADLINE_PASSED), PLENTY))
        .isEqualTo(new Move.Stop("the deadline passed"));
  }

  @Test
  void passesASkippedTarget() {
    assertThat(after(atPrimary, new Outcome.Skipped(SkipReason.BREAKER_OPEN), PLENTY))
        .isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void letsAFilterHaveTheLastWordUnlessTheTaskSaysOtherwise() {
    Outcome filtered = Outcomes.failed(Fault.FILTERED);

    assertThat(after(atPrimary, filtered, PLENTY))
        .isEqualTo(new Move.Stop("the provider's filter withheld the answer"));
    assertThat(
            rule(OnContentFilter.FALLBACK, StreamRule.OnCut.ERROR)
                .after(atPrimary, Exchange.unanswered(filtered), PLENTY))
        .isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void asksAnotherVendorAndNotAnotherModelOfTheSameAfterAFilter() {
    Progress progress = at(PRIMARY, 1, Target.of("openai", "gpt-4o"), FALLBACK);

    assertThat(
            rule(OnContentFilter.FALLBACK, StreamRule.OnCut.ERROR)
                .after(progress, Exchange.unanswered(Outcomes.failed(Fault.FILTERED)), PLENTY))
        .isEqualTo(new Move.NextTarget(FALLBACK));
  }

  @Test
  void takesATooLongPromptOnlyToALargerContext() {
    Target wide = Target.of("openai", "gpt-4.1");
    Outcome tooLong = Outcomes.failed(Fault.CONTEXT_TOO_LONG);

    assertThat(after(at(PRIMARY, 1, Target.of("openai", "gpt-4o"), wide), tooLong, PLENTY))
        .isEqualTo(new Move.NextTarget(wide));
    assertThat(after(at(PRIMARY, 1, Target.of("openai", "gpt-4o")), tooLong, PLENTY))
        .isEqualTo(new Move.Stop("no target is left"));
  }

  @Test
  void cannotReplaceAnAnswerThatTheCallerHasSeenTheBeginningOf() {
    Exchange cut = Exchange.unanswered(Outcomes.failed(Fault.CUT)).withShown(true);

    assertThat(rule.after(atPrimary, cut, PLENTY))
        .isEqualTo(new Move.Stop("the answer broke off after the caller had seen its beginning"));
  }

  @Test
  void letsTheNextTargetGoOnWithABrokenAnswerWhereTheTaskSaysSo() {
    Exchange cut = Exchange.unanswered(Outcomes.failed(Fault.STALLED)).withShown(true);
    MoveRule goingOn = rule(OnContentFilter.STOP, StreamRule.OnCut.CONTINUE);

    assertThat(goingOn.after(atPrimary, cut, PLENTY)).isEqualTo(new Move.GoOn(FALLBACK));
    assertThat(goingOn.after(atFallback, cut, PLENTY))
        .isEqualTo(new Move.Stop("no target is left to go on with the answer"));
  }

  private Move after(Progress progress, Outcome outcome, Duration left) {
    return rule.after(progress, Exchange.unanswered(outcome), left);
  }

  private static MoveRule rule(OnContentFilter filter, StreamRule.OnCut onCut) {
    return new MoveRule(
        new RetryRule(2, Duration.ofMillis(200)), filter, onCut, Duration.ofSeconds(1));
  }

  private static Progress at(Target target, int tries, Target... ahead) {
    return new Progress(
        Candidates.of(target), tries, Stream.of(ahead).map(Candidates::of).toList());
  }
}
