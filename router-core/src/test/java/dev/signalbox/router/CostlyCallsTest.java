package dev.signalbox.router;

import static dev.signalbox.router.testing.RouterUnderTest.FALLBACK;
import static dev.signalbox.router.testing.RouterUnderTest.PRIMARY;
import static dev.signalbox.router.testing.RouterUnderTest.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.decision.Decision.Skip;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.CostRule.AtLimit;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.testing.RouterUnderTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ceilings and budgets: the primary here is the cheaper of the two targets. */
class CostlyCallsTest {
  private static final ChatRequest QUESTION = ChatRequest.of(Message.user("What is it?"));
  private static final Duration QUICK = Duration.ofMillis(100);

  /** 27 tokens at 0.15 and 100 at 0.60 USD a million. */
  private static final String PRIMARY_AT_MOST = "0.00006405";

  private final RouterUnderTest under = new RouterUnderTest();

  @Test
  void reservesTheMostAnAttemptCanCostAndSettlesWhatItDid() {
    under.openai.then(Outcomes.answered("a box"), QUICK);

    RoutedCall call = budgeted("1").call(TASK, QUESTION);

    assertThat(under.ledger.journal())
        .containsExactly("reserved " + PRIMARY_AT_MOST, "settled 0.00027");
    assertThat(call.attempts().getFirst().reservedUsd()).contains(new BigDecimal(PRIMARY_AT_MOST));
  }

  @Test
  void settlesNothingForAnAttemptThatWasRefusedAndAllForOneThatVanished() {
    under
        .openai
        .then(Outcomes.failed(Fault.CUT), QUICK)
        .then(Outcomes.failed(Fault.UNREACHABLE), QUICK);
    under.anthropic.then(Outcomes.answered("saved"), QUICK);

    budgeted("1").call(TASK, QUESTION);

    assertThat(under.ledger.journal())
        .containsSubsequence(
            "reserved " + PRIMARY_AT_MOST,
            "settled " + PRIMARY_AT_MOST,
            "reserved " + PRIMARY_AT_MOST,
            "settled 0");
  }

  @Test
  void alwaysSendsTheCapThatTheBoundRestsOn() {
    under.openai.then(Outcomes.answered("a box"), QUICK);

    under
        .with(task -> task.route(List.of(Target.of("openai", "gpt-4o-mini"))))
        .call(TASK, QUESTION);

    assertThat(under.openai.requests().getFirst().maxOutputTokens()).hasValue(16_384);
  }

  @Test
  void asksACheaperTargetOfTheRouteFirstOnceABudgetRunsLow() {
    under.openai.then(Outcomes.answered("cheap"), QUICK);
    under.ledger.use(new BigDecimal("0.8"));

    RoutedCall call =
        under
            .with(task -> task.route(List.of(FALLBACK, PRIMARY)).cost(rule("1", AtLimit.CHEAPER)))
            .call(TASK, QUESTION);

    assertThat(call.decision().thrifty()).isTrue();
    assertThat(call.decision().targets()).containsExactly(PRIMARY, FALLBACK);
  }

  @Test
  void leavesOutATargetThatCouldOverdrawTheBudget() {
    under.openai.then(Outcomes.answered("cheap"), QUICK);
    under.ledger.use(new BigDecimal("0.9999"));

    RoutedCall call =
        under
            .with(task -> task.route(List.of(FALLBACK, PRIMARY)).cost(rule("1", AtLimit.CHEAPER)))
            .call(TASK, QUESTION);

    assertThat(call.decision().skipped())
        .containsExactly(new Skip(FALLBACK, SkipReason.BUDGET_SPENT));
    assertThat(((Result.Answered) call.result()).target()).isEqualTo(PRIMARY);
  }

  @Test
  void refusesTheCallAtTheLimitWhereTheTaskSaysSo() {
    under.ledger.use(new BigDecimal("0.9999"));

    RoutedCall call =
        under
            .with(task -> task.route(List.of(FALLBACK, PRIMARY)).cost(rule("1", AtLimit.REFUSE)))
            .call(TASK, QUESTION);

    assertThat(call.attempts()).isEmpty();
    assertThat(call.result())
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.reason()).contains("could overdraw the task's budget"));
  }

  @Test
  void countsEarlierAttemptsAgainstTheCeilingOfTheCall() {
    under.openai.then(Outcomes.failed(Fault.TIMEOUT), QUICK);
    under.anthropic.then(Outcomes.answered("saved"), QUICK);

    // The fallback alone is at most 0.00053; with what the primary may have cost it is more.
    RoutedCall call =
        under
            .with(task -> task.cost(CostRule.perCall(new BigDecimal("0.00056"))))
            .call(TASK, QUESTION);

    assertThat(under.anthropic.questions()).isEmpty();
    assertThat(call.result()).isInstanceOf(Result.Failed.class);
  }

  @Test
  void leavesTheBudgetsToTheApplicationsWhenATargetIsUnderTest() {
    under.openai.then(Outcomes.answered("tested"), QUICK);
    under.ledger.use(new BigDecimal("1"));

    RoutedCall call = budgeted("1").ask(TASK, PRIMARY, QUESTION);

    assertThat(call.result()).isInstanceOf(Result.Answered.class);
    assertThat(under.ledger.journal()).isEmpty();
  }

  private Router budgeted(String perDay) {
    return under.with(task -> task.cost(rule(perDay, AtLimit.CHEAPER)));
  }

  private static CostRule rule(String perDay, AtLimit atLimit) {
    return new CostRule(
        Optional.empty(),
        Optional.of(new BigDecimal(perDay)),
        Optional.empty(),
        CostRule.NONE.thriftyFrom(),
        atLimit,
        CostRule.OnLedgerDown.SERVE);
  }
}
