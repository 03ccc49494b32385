package dev.signalbox.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.testing.FakeTime;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptStepTest {
  private final FakeTime time = new FakeTime();
  private final List<String> journal = new ArrayList<>();
  private final Ask ask =
      new Ask(
          Target.of("openai", "gpt-4o-mini"),
          ChatRequest.of(Message.user("Hello")),
          Duration.ofSeconds(1),
          Deadline.in(Duration.ofSeconds(2), time));

  @Test
  void runsTheFirstStepListedOutermost() {
    AttemptStep.Next chain =
        AttemptStep.chain(List.of(noting("outer"), noting("inner")), this::call);

    chain.proceed(ask);

    assertThat(journal).containsExactly("outer in", "inner in", "call", "inner out", "outer out");
  }

  @Test
  void sendsNothingOnceTheDeadlineHasPassed() {
    time.pass(Duration.ofSeconds(2));

    Exchange exchange = new DeadlineStep().run(ask, this::call);

    assertThat(exchange.outcome()).isEqualTo(new Outcome.Skipped(SkipReason.DEADLINE_PASSED));
    assertThat(journal).isEmpty();
  }

  @Test
  void sendsNothingThroughAnOpenBreaker() {
    BreakerStep step =
        new BreakerStep(
            new Breakers(
                new BreakerSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1)), time));
    Exchange fault = Exchange.unanswered(Outcomes.failed(Fault.UNREACHABLE));

    assertThat(step.run(ask, asked -> fault)).isSameAs(fault);
    assertThat(step.run(ask, this::call).outcome())
        .isEqualTo(new Outcome.Skipped(SkipReason.BREAKER_OPEN));
    assertThat(journal).isEmpty();
  }

  private AttemptStep noting(String name) {
    return (asked, next) -> {
      journal.add(name + " in");
      Exchange exchange = next.proceed(asked);
      journal.add(name + " out");
      return exchange;
    };
  }

  private Exchange call(Ask asked) {
    journal.add("call");
    return Exchange.unanswered(Outcomes.answered("hi"));
  }
}
