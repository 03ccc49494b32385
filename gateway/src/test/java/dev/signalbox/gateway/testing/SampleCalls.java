package dev.signalbox.gateway.testing;

import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Routed calls as a router would give them. */
public final class SampleCalls {
  public static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  public static final Instant STARTED_AT = Instant.parse("2026-11-23T10:00:00Z");
  public static final Target MINI = Target.of("openai", "gpt-4o-mini");
  public static final Target HAIKU = Target.of("anthropic", "claude-haiku-4-5");

  private static final Situation NO_SITUATION =
      new Situation(LocalDate.EPOCH, List.of(), List.of(), OptionalInt.empty(), 0);

  private SampleCalls() {}

  public static RoutedCall answered(Reply reply) {
    return call(
        List.of(
            attempt(MINI, failed(Fault.OVERLOADED, Optional.empty())),
            attempt(HAIKU, new Outcome.Answered(reply))),
        new RoutedCall.Result.Answered(HAIKU, reply, false));
  }

  /** A call that a filter ended. */
  public static RoutedCall filtered(String reason) {
    return call(
        List.of(
            attempt(HAIKU, failed(Fault.OVERLOADED, Optional.empty())),
            attempt(MINI, failed(Fault.FILTERED, Optional.empty()))),
        new RoutedCall.Result.Rejected(MINI, 400, reason));
  }

  public static RoutedCall rejected(int status, String reason) {
    return call(
        List.of(attempt(MINI, new Outcome.Rejected(status, reason))),
        new RoutedCall.Result.Rejected(MINI, status, reason));
  }

  public static RoutedCall failed(Outcome... outcomes) {
    return call(
        List.of(outcomes).stream().map(outcome -> attempt(MINI, outcome)).toList(),
        new RoutedCall.Result.Failed("no target answered: why"));
  }

  /** A call for which no target was tried. */
  public static RoutedCall skipped(SkipReason... reasons) {
    return call(
        List.of(reasons).stream().map(reason -> new Decision.Skip(MINI, reason)).toList(),
        List.of(),
        new RoutedCall.Result.Failed("no target can take this call"));
  }

  public static Outcome.Failed failed(Fault fault, Optional<Duration> retryAfter) {
    return new Outcome.Failed(fault, "detail", retryAfter);
  }

  public static Reply reply(String text, FinishReason finish) {
    return Reply.of(
            text,
            new Usage(10, 4, 2, 7, 3),
            new Revision("claude-haiku-4-5-20251001", Optional.empty()))
        .withFinish(finish);
  }

  private static RoutedCall call(List<Attempt> attempts, RoutedCall.Result result) {
    return call(List.of(), attempts, result);
  }

  private static RoutedCall call(
      List<Decision.Skip> skipped, List<Attempt> attempts, RoutedCall.Result result) {
    return new RoutedCall(
        ID,
        Origin.TRAFFIC,
        "extraction",
        new TableVersion(3, "0123456789abcdef"),
        "shipped",
        false,
        STARTED_AT,
        Duration.ofMillis(250),
        ChatRequest.of(Message.user("hi")),
        new Decision(List.of(), skipped, false, NO_SITUATION),
        attempts,
        result);
  }

  private static Attempt attempt(Target target, Outcome outcome) {
    return new Attempt(
        1,
        Attempt.Kind.ORDINARY,
        target,
        true,
        STARTED_AT,
        Duration.ZERO,
        Limits.of(Duration.ofSeconds(5)),
        Duration.ofMillis(100),
        Exchange.unanswered(outcome),
        Optional.empty(),
        outcome instanceof Outcome.Answered
            ? Optional.of(new Cost(new BigDecimal("0.000123"), "price", false))
            : Optional.empty(),
        new Move.Stop("done"));
  }
}
