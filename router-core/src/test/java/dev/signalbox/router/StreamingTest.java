package dev.signalbox.router;

import static dev.signalbox.router.testing.RouterUnderTest.FALLBACK;
import static dev.signalbox.router.testing.RouterUnderTest.PRIMARY;
import static dev.signalbox.router.testing.RouterUnderTest.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.StreamRule;
import dev.signalbox.router.table.StreamRule.Commit;
import dev.signalbox.router.table.StreamRule.OnCut;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.testing.RouterUnderTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reaches the caller of a streamed call, and what does not. */
class StreamingTest {
  private static final ChatRequest QUESTION = ChatRequest.of(Message.user("What is it?"));

  private final RouterUnderTest under = new RouterUnderTest();
  private final StringBuilder seen = new StringBuilder();

  @Test
  void givesTheAnswerInPiecesAndWhole() {
    under.openai.thenStream(Outcomes.answered("a red box"), "a ", "red ", "box");

    RoutedCall call = stream(under.plain());

    assertThat(seen).hasToString("a |red |box|");
    assertThat(call.result())
        .isEqualTo(new Result.Answered(PRIMARY, Outcomes.reply("a red box"), false));
    assertThat(call.streamed()).isTrue();
    assertThat(call.attempts().getFirst().exchange().shown()).isTrue();
  }

  @Test
  void showsNothingOfAnAnswerThatFailsBeforeItsFirstContent() {
    under.openai.thenStream(Outcomes.failed(Fault.SLOW_START), "");
    under.anthropic.thenStream(Outcomes.answered("saved"), "saved");

    RoutedCall call = stream(under.plain());

    assertThat(seen).hasToString("saved|");
    assertThat(call.result())
        .isEqualTo(new Result.Answered(FALLBACK, Outcomes.reply("saved"), false));
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT", "STALLED", "UNUSABLE_ANSWER", "OVERLOADED"})
  void endsWithWhatWasSeenWhenAnAnswerBreaksOffLater(Fault fault) {
    under.openai.thenStream(Outcomes.failed(fault), "half an ", "ans");

    RoutedCall call = stream(under.plain());

    assertThat(seen).hasToString("half an |ans|");
    assertThat(call.result())
        .isInstanceOfSatisfying(
            Result.Cut.class, cut -> assertThat(cut.seen().text()).isEqualTo("half an ans"));
    assertThat(under.anthropic.questions()).isEmpty();
  }

  @Test
  void holdsTheWholeAnswerBackWhereTheTaskSaysSoAndSoRescuesEveryFault() {
    under.openai.thenStream(Outcomes.failed(Fault.CUT, Duration.ofSeconds(9)), "half an ans");
    under.anthropic.thenStream(Outcomes.answered("whole"), "who", "le");

    RoutedCall call = stream(with(new StreamRule(Commit.COMPLETE, OnCut.ERROR)));

    assertThat(seen).hasToString("who|le|");
    assertThat(call.result()).isInstanceOf(Result.Answered.class);
  }

  @Test
  void letsTheNextTargetGoOnWhereTheAnswerBrokeOff() {
    under.openai.thenStream(Outcomes.failed(Fault.CUT), "The box is ", "red and ");
    under.anthropic.thenStream(Outcomes.answered("it is empty."), "it is ", "empty.");

    RoutedCall call = stream(goingOn());

    assertThat(seen).hasToString("The box is |red and |it is |empty.|");
    assertThat(call.result())
        .isInstanceOfSatisfying(
            Result.Answered.class,
            answered -> {
              assertThat(answered.joined()).isTrue();
              assertThat(answered.target()).isEqualTo(FALLBACK);
              assertThat(answered.reply().text()).isEqualTo("The box is red and it is empty.");
            });
    assertThat(call.attempts())
        .extracting(Attempt::kind)
        .containsExactly(Attempt.Kind.ORDINARY, Attempt.Kind.CONTINUATION);
    assertThat(call.attempts().getFirst().move()).isEqualTo(new Move.GoOn(FALLBACK));
  }

  @Test
  void tellsTheNextTargetWhatWasSaid() {
    under.openai.thenStream(Outcomes.failed(Fault.CUT), "The box is ");
    under.anthropic.thenStream(Outcomes.answered("red."), "red.");

    stream(goingOn());

    var messages = under.anthropic.requests().getFirst().messages();
    assertThat(messages).hasSize(3);
    assertThat(messages.get(1)).isEqualTo(Message.assistant("The box is "));
    assertThat(messages.get(2).role()).isEqualTo(Role.USER);
  }

  @Test
  void leavesOutWhatTheNextTargetRepeats() {
    under.openai.thenStream(Outcomes.failed(Fault.CUT), "It lies on the kitchen table");
    under.anthropic.thenStream(
        Outcomes.answered("the kitchen table, unopened."), "the kit", "chen table", ", unopened.");

    RoutedCall call = stream(goingOn());

    assertThat(seen).hasToString("It lies on the kitchen table|, unopened.|");
    assertThat(((Result.Answered) call.result()).reply().text())
        .isEqualTo("It lies on the kitchen table, unopened.");
  }

  @Test
  void goesOnAgainWhenThatBreaksOffToo() {
    under.openai.thenStream(Outcomes.failed(Fault.CUT), "one ");
    under.anthropic.thenStream(Outcomes.failed(Fault.CUT), "two ");

    RoutedCall call = stream(goingOn());

    assertThat(seen).hasToString("one |two |");
    assertThat(call.result())
        .isInstanceOfSatisfying(
            Result.Cut.class, cut -> assertThat(cut.seen().text()).isEqualTo("one two "));
  }

  @Test
  void stopsAndAccountsWhenTheCallerGoesAway() {
    under.openai.thenStream(Outcomes.answered("never told"), "never", "told");

    RoutedCall call =
        under.plain().stream(
            TASK,
            QUESTION,
            _ -> {
              throw new IllegalStateException("connection closed");
            });

    assertThat(call.attempts()).hasSize(1);
    assertThat(call.attempts().getFirst().outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, it -> assertThat(it.fault()).isEqualTo(Fault.CANCELLED));
    assertThat(call.attempts().getFirst().cost())
        .hasValueSatisfying(cost -> assertThat(cost.estimated()).isTrue());
    assertThat(under.log).containsExactly(call);
  }

  @Test
  void givesAnAnswerThatMayBeShownAllOfTheTimeButItsBeginningOnlyItsShare() {
    under.openai.thenStream(Outcomes.answered("x"), "x");

    stream(under.plain());

    var limits = under.openai.questions().getFirst().limits();
    assertThat(limits.total()).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.firstContent()).isEqualTo(Duration.ofSeconds(5));
    assertThat(limits.idle()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void keepsToTheTasksOwnLimitsForTheFirstContentAndForPauses() {
    under.openai.thenStream(Outcomes.answered("x"), "x");
    Latency latency =
        new Latency(
            Duration.ofSeconds(10),
            Optional.of(Duration.ofSeconds(2)),
            Optional.of(Duration.ofSeconds(3)));

    stream(under.with(task -> task.latency(latency)));

    var limits = under.openai.questions().getFirst().limits();
    assertThat(limits.firstContent()).isEqualTo(Duration.ofSeconds(2));
    assertThat(limits.idle()).isEqualTo(Duration.ofSeconds(3));
  }

  private Router goingOn() {
    return with(new StreamRule(Commit.FIRST_CONTENT, OnCut.CONTINUE));
  }

  private Router with(StreamRule rule) {
    return under.with(task -> task.stream(rule));
  }

  private RoutedCall stream(Router router) {
    return router.stream(
        TASK, QUESTION, piece -> seen.append(((Piece.Text) piece).text()).append('|'));
  }
}
