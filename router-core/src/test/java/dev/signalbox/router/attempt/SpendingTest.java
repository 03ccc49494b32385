package dev.signalbox.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.testing.FakeTime;
import dev.signalbox.router.testing.Outcomes;
import dev.signalbox.router.time.Deadline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** gpt-4o-mini: 0.15 and 0.60 USD a million tokens. */
class SpendingTest {
  private static final Target TARGET = Target.of("openai", "gpt-4o-mini");
  private static final Revision SERVED = new Revision("gpt-4o-mini-2024-07-18", Optional.empty());

  private final Ask ask =
      new Ask(
          Task.of("t", "d", Set.of(Capability.TEXT), Latency.of(Duration.ofSeconds(2)), TARGET),
          new Candidate(
              TARGET,
              Catalog.shipped().model("openai", "gpt-4o-mini").orElseThrow(),
              100,
              64_050_000),
          ChatRequest.of(Message.user("What is it?")),
          Limits.of(Duration.ofSeconds(1)),
          Deadline.in(Duration.ofSeconds(2), new FakeTime()),
          LocalDate.of(2026, 11, 25),
          List.of(),
          BigDecimal.ZERO,
          Optional.empty());

  @Test
  void countsAnAnswersTokensAtThePriceOfTheDay() {
    Reply reply = Reply.of("a box", new Usage(1_000, 0, 0, 100, 0), SERVED);

    assertCost(new Outcome.Answered(reply), "0.00021", false);
  }

  @Test
  void believesAProviderThatSaysWhatItCost() {
    Reply reply =
        new Reply(
            List.of(new Part.Text("a box")),
            Optional.empty(),
            List.of(),
            FinishReason.DONE,
            new Usage(1_000, 0, 0, 100, 0),
            SERVED,
            Optional.of(new BigDecimal("0.0075")));

    assertCost(new Outcome.Answered(reply), "0.0075", false);
  }

  @Test
  void estimatesAnAnswerThatDoesNotTellItsUsage() {
    // 27 tokens of prompt at most, and 5 letters of at most 4 bytes.
    assertCost(new Outcome.Answered(Reply.of("a box", Usage.NONE, SERVED)), "0.00001605", true);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT", "TIMEOUT", "SLOW_START", "STALLED", "UNUSABLE_ANSWER", "CANCELLED"})
  void countsAllItCouldCostForWhatWasSentAndNeverSeen(Fault fault) {
    assertCost(Outcomes.failed(fault), "0.00006405", true);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "SERVER_ERROR", "OVERLOADED", "RATE_LIMITED"})
  void countsNothingForAnError(Fault fault) {
    assertThat(Spending.of(ask, Exchange.unanswered(Outcomes.failed(fault)))).isEmpty();
  }

  @Test
  void countsNothingForWhatWasNotSentOrWasRefused() {
    assertThat(Spending.of(ask, Exchange.unanswered(new Outcome.Skipped(SkipReason.BREAKER_OPEN))))
        .isEmpty();
    assertThat(Spending.of(ask, Exchange.unanswered(Outcomes.rejected()))).isEmpty();
  }

  @Test
  void countsABrokenAnswerAsFarAsItCame() {
    Exchange cut =
        new Exchange(
            Outcomes.failed(Fault.CUT),
            OptionalInt.of(200),
            Optional.empty(),
            Optional.of(Reply.of("half", new Usage(20, 0, 0, 0, 0), SERVED)),
            Optional.empty(),
            Optional.empty(),
            Headroom.UNKNOWN,
            true);

    // 20 tokens of prompt as told, and 4 letters of at most 4 bytes.
    assertThat(Spending.of(ask, cut)).hasValueSatisfying(cost -> assertUsd(cost, "0.0000126"));
  }

  private void assertCost(Outcome outcome, String usd, boolean estimated) {
    assertThat(Spending.of(ask, Exchange.unanswered(outcome)))
        .hasValueSatisfying(cost -> {
          assertUsd(cost, usd);
          assertThat(cost.estimated()).isEqualTo(estimated);
        });
  }

  private static void assertUsd(Cost cost, String usd) {
    assertThat(cost.usd()).isEqualByComparingTo(usd);
  }
}
