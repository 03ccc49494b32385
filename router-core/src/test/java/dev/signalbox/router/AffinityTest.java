package dev.signalbox.router;

import static dev.signalbox.router.testing.RouterUnderTest.FALLBACK;
import static dev.signalbox.router.testing.RouterUnderTest.PRIMARY;
import static dev.signalbox.router.testing.RouterUnderTest.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.testing.RouterUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AffinityTest {
  private static final ChatRequest QUESTION =
      ChatRequest.of(Message.user("And then?")).change().conversation("c-1").build();

  private final RouterUnderTest under = new RouterUnderTest();

  @Test
  void staysAtTheTargetThatAnsweredTheConversationLast() {
    under
        .openai
        .then(Outcomes.failed(Fault.QUOTA_EXHAUSTED), Duration.ZERO)
        .then(Outcomes.answered("back again"), Duration.ZERO);
    under.anthropic.then(Outcomes.answered("saved"), Duration.ZERO);
    Router router = under.with(task -> task.affinity(true));
    router.call(TASK, QUESTION);
    under.time.pass(Duration.ofMinutes(5));

    assertThat(router.decide(TASK, QUESTION).targets()).containsExactly(FALLBACK, PRIMARY);
    assertThat(router.decide(TASK, QUESTION.change().conversation("another").build()).targets())
        .containsExactly(PRIMARY, FALLBACK);
  }

  @Test
  void followsTheRouteWhereTheTaskDoesNotAskForIt() {
    under.openai.then(Outcomes.failed(Fault.QUOTA_EXHAUSTED), Duration.ZERO);
    under.anthropic.then(Outcomes.answered("saved"), Duration.ZERO);
    Router router = under.plain();
    router.call(TASK, QUESTION);
    under.time.pass(Duration.ofMinutes(5));

    assertThat(router.decide(TASK, QUESTION).targets()).containsExactly(PRIMARY, FALLBACK);
  }
}
