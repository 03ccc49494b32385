package dev.signalbox.router;

import static dev.signalbox.router.testing.RouterUnderTest.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.LogRule.Keep;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.testing.RouterUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a task may do whose calls have to be logged, and one whose need not. */
class RequiredLogTest {
  private static final ChatRequest QUESTION = ChatRequest.of(Message.user("What is it?"));
  private static final LogRule REQUIRED = new LogRule(Keep.FULL, true, false);

  private final RouterUnderTest under = new RouterUnderTest();
  private final Router strict = under.with(task -> task.log(REQUIRED));

  @Test
  void refusesACallThatFindsNoRoomBeforeAnyoneIsAsked() {
    under.logHasRoom = false;

    RoutedCall call = strict.call(TASK, QUESTION);

    assertThat(call.result())
        .isEqualTo(
            new Result.Failed(
                "calls of this task have to be logged, and the call log has no room"));
    assertThat(call.attempts()).isEmpty();
    assertThat(under.log).as("the refusal is logged if it can be").containsExactly(call);
  }

  @Test
  void withholdsAnAnswerThatCouldNotBeLogged() {
    under.openai.then(Outcomes.answered("a box"), Duration.ofMillis(5));
    under.logTakes = false;

    RoutedCall call = strict.call(TASK, QUESTION);

    assertThat(call.result())
        .isEqualTo(
            new Result.Failed("calls of this task have to be logged, and this one could not be"));
    assertThat(call.attempts()).as("what was spent is still told").hasSize(1);
  }

  @Test
  void endsAStreamThatCouldNotBeLoggedWithAnError() {
    under.openai.thenStream(Outcomes.answered("a box"), "a ", "box");
    under.logTakes = false;

    RoutedCall call = strict.stream(TASK, QUESTION, _ -> {});

    assertThat(call.result())
        .isEqualTo(
            new Result.Cut(
                Outcomes.reply("a box"),
                "calls of this task have to be logged, and this one could not be"));
  }

  @Test
  void servesOtherTasksWhateverBecomesOfTheLog() {
    under.openai.then(Outcomes.answered("a box"), Duration.ofMillis(5));
    under.logHasRoom = false;
    under.logTakes = false;

    RoutedCall call = under.plain().call(TASK, QUESTION);

    assertThat(call.result()).isInstanceOf(Result.Answered.class);
  }
}
