package dev.signalbox.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.testing.Candidates;
import dev.signalbox.router.testing.FakeTime;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.time.Deadline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptStepTest {
  private static final Target TARGET = Target.of("openai", "gpt-4o-mini");

  private final FakeTime time = new FakeTime();
  private final List<String> journal = new ArrayList<>();
  private final Ask ask =
      new Ask(
          Task.of("t", "d", Set.of(Capability.TEXT), Latency.of(Duration.ofSeconds(2)), TARGET),
          Candidates.of(TARGET),
          ChatRequest.of(Message.user("Hello")),
          Limits.of(Duration.ofSeconds(1)),
          Deadline.in(Duration.ofSeconds(2), time),
          LocalDate.of(2026, 11, 25),
          List.of(),
          BigDecimal.ZERO,
          Optional.empty());

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

    Attempted attempted = new DeadlineStep().run(ask, this::call);

    assertThat(attempted.outcome()).isEqualTo(new Outcome.Skipped(SkipReason.DEADLINE_PASSED));
    assertThat(journal).isEmpty();
  }

  @Test
  void sendsNothingThroughAnOpenBreaker() {
    Duration second = Duration.ofSeconds(1);
    BreakerStep step = new BreakerStep(new Breakers(BreakerSettings.of(1, second, second), time));
    Attempted fault = attempted(Outcomes.failed(Fault.UNREACHABLE));

    assertThat(step.run(ask, asked -> fault)).isSameAs(fault);
    assertThat(step.run(ask, this::call).outcome())
        .isEqualTo(new Outcome.Skipped(SkipReason.BREAKER_OPEN));
    assertThat(journal).isEmpty();
  }

  @Test
  void sendsNothingToAProviderThatIsPaused() {
    BreakerStep step = new BreakerStep(new Breakers(BreakerSettings.DEFAULT, time));

    step.run(ask, asked -> attempted(Outcomes.failed(Fault.QUOTA_EXHAUSTED)));

    assertThat(step.run(ask, this::call).outcome())
        .isEqualTo(new Outcome.Skipped(SkipReason.PROVIDER_PAUSED));
    assertThat(journal).isEmpty();
  }

  private AttemptStep noting(String name) {
    return (asked, next) -> {
      journal.add(name + " in");
      Attempted attempted = next.proceed(asked);
      journal.add(name + " out");
      return attempted;
    };
  }

  private Attempted call(Ask asked) {
    journal.add("call");
    return attempted(Outcomes.answered("hi"));
  }

  private static Attempted attempted(Outcome outcome) {
    return new Attempted(Exchange.unanswered(outcome), Optional.empty(), Optional.empty());
  }
}
