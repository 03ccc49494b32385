package dev.signalbox.router;

import static dev.signalbox.router.testing.RouterUnderTest.FALLBACK;
import static dev.signalbox.router.testing.RouterUnderTest.PRIMARY;
import static dev.signalbox.router.testing.RouterUnderTest.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.HedgeRule;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.testing.RouterUnderTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asking the next target as well while the first keeps silent. */
@Timeout(60)
class HedgingTest {
  private static final ChatRequest QUESTION = ChatRequest.of(Message.user("What is it?"));
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final HedgeRule SOON =
      new HedgeRule(Optional.of(Duration.ofMillis(1)), BigDecimal.ONE);

  private final RouterUnderTest under = new RouterUnderTest();

  @Test
  void takesTheSecondAnswerWhenTheFirstKeepsSilentAndCancelsThatOne() {
    under.openai.thenAfter(NEVER, Outcomes.answered("too late"));
    under.anthropic.then(Outcomes.answered("quick"), Duration.ZERO);

    RoutedCall call = hedged(SOON).call(TASK, QUESTION);

    assertThat(call.result())
        .isEqualTo(new Result.Answered(FALLBACK, Outcomes.reply("quick"), false));
    Attempt beaten = call.attempts().getFirst();
    assertThat(beaten.target()).isEqualTo(PRIMARY);
    assertThat(beaten.move()).isEqualTo(new Move.Hedge(FALLBACK));
    assertThat(beaten.outcome())
        .isEqualTo(
            new Outcome.Failed(Fault.CANCELLED, "another target was quicker", Optional.empty()));
    assertThat(call.attempts().getLast().kind()).isEqualTo(Attempt.Kind.HEDGE);
  }

  @Test
  void paysForTheBeatenAttemptInTheBooks() {
    under.openai.thenAfter(NEVER, Outcomes.answered("too late"));
    under.anthropic.then(Outcomes.answered("quick"), Duration.ZERO);

    RoutedCall call = hedged(SOON).call(TASK, QUESTION);

    assertThat(call.attempts().getFirst().cost())
        .hasValueSatisfying(cost -> {
          assertThat(cost.estimated()).isTrue();
          assertThat(cost.usd()).isPositive();
        });
  }

  @Test
  void takesTheFirstAnswerWhenThatComesAfterAll() {
    CountDownLatch secondAsked = new CountDownLatch(1);
    under.openai.thenAfter(secondAsked, Outcomes.answered("after all"));
    under.anthropic.thenAfter(NEVER, Outcomes.answered("too late"));
    Router router = hedged(SOON);

    Thread.startVirtualThread(() -> letGoOnceTheSecondWasAsked(secondAsked));
    RoutedCall call = router.call(TASK, QUESTION);

    assertThat(call.result())
        .isEqualTo(new Result.Answered(PRIMARY, Outcomes.reply("after all"), false));
    assertThat(call.attempts()).hasSize(2);
    assertThat(call.attempts().getLast().move())
        .isEqualTo(new Move.Stop("the other target was quicker"));
  }

  @Test
  void asksNobodyElseWhenTheFirstAnswersInTime() {
    under.openai.then(Outcomes.answered("in time"), Duration.ZERO);

    RoutedCall call =
        hedged(new HedgeRule(Optional.of(Duration.ofSeconds(5)), BigDecimal.ONE))
            .call(TASK, QUESTION);

    assertThat(call.attempts()).hasSize(1);
    assertThat(under.anthropic.questions()).isEmpty();
  }

  @Test
  void streamsFromWhoeverShowsContentFirst() {
    under.openai.thenAfter(NEVER, Outcomes.answered("too late"));
    under.anthropic.thenStream(Outcomes.answered("quick"), "qui", "ck");
    StringBuilder seen = new StringBuilder();

    RoutedCall call = hedged(SOON).stream(TASK, QUESTION, seen::append);

    assertThat(seen).hasToString("Text[text=qui]Text[text=ck]");
    assertThat(((Result.Answered) call.result()).target()).isEqualTo(FALLBACK);
  }

  @Test
  void hedgesNoMoreThanItsShareOfTheCalls() {
    CountDownLatch open = new CountDownLatch(0);
    under.openai.thenAfter(open, Outcomes.answered("slow"));
    under.anthropic.then(Outcomes.answered("quick"), Duration.ZERO);
    Router router = hedged(new HedgeRule(Optional.of(Duration.ofNanos(1)), new BigDecimal("0.1")));

    for (int call = 0; call < 100; call++) {
      router.call(TASK, QUESTION);
    }

    assertThat(under.log.stream().filter(call -> call.attempts().size() > 1))
        .hasSizeLessThanOrEqualTo(11);
  }

  @Test
  void doesNotHedgeBeyondTheCeilingOfTheCall() {
    CountDownLatch secondRefused = new CountDownLatch(1);
    under.openai.thenAfter(secondRefused, Outcomes.answered("alone"));
    under.anthropic.then(Outcomes.answered("never asked"), Duration.ZERO);
    // Enough for each of them, but not for both.
    Router router =
        under.with(task -> task.hedge(SOON).cost(CostRule.perCall(new BigDecimal("0.00055"))));

    Thread.startVirtualThread(() -> {
      while (under.latencies.p95Nanos(PRIMARY) >= 0) {
        Thread.onSpinWait();
      }
      secondRefused.countDown();
    });
    RoutedCall call = router.call(TASK, QUESTION);

    assertThat(under.anthropic.questions()).isEmpty();
    assertThat(call.attempts())
        .filteredOn(attempt -> attempt.kind() == Attempt.Kind.HEDGE)
        .allSatisfy(attempt ->
            assertThat(attempt.outcome()).isEqualTo(new Outcome.Skipped(SkipReason.OVER_CEILING)));
    assertThat(((Result.Answered) call.result()).target()).isEqualTo(PRIMARY);
  }

  @Test
  void fallsOnWhenBothFail() {
    under.openai.thenAfter(NEVER, Outcomes.answered("never"));
    under.anthropic.then(Outcomes.failed(Fault.QUOTA_EXHAUSTED), Duration.ZERO);
    Router router = hedged(SOON);
    Thread caller = Thread.currentThread();

    Thread.startVirtualThread(() -> {
      while (under.anthropic.questions().isEmpty()) {
        Thread.onSpinWait();
      }
      caller.interrupt();
    });
    RoutedCall call = router.call(TASK, QUESTION);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(call.result()).isInstanceOf(Result.Failed.class);
    assertThat(call.attempts()).hasSize(2);
  }

  private Router hedged(HedgeRule rule) {
    return under.with(task -> task.hedge(rule));
  }

  private void letGoOnceTheSecondWasAsked(CountDownLatch latch) {
    while (under.anthropic.questions().isEmpty()) {
      Thread.onSpinWait();
    }
    latch.countDown();
  }
}
