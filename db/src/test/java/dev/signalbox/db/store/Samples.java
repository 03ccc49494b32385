package dev.signalbox.db.store;

import dev.signalbox.eval.grade.Grade;
import dev.signalbox.eval.run.CaseResult;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;

/** Values to store. */
final class Samples {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final TableVersion TABLE = new TableVersion(3, "0a1b2c3d4e5f");
  static final StreamKey STREAM =
      new StreamKey("extract", "openai", "gpt-4o-mini", "invoices", "pass>=1.0 field_match/1*1.0");

  private static final Target PRIMARY = Target.of("openai", "gpt-4o-mini").capped(200);
  private static final Target FALLBACK = Target.of("anthropic", "claude-haiku-4-5");
  private static final Target SKIPPED = Target.of("google", "gemini-flash");

  private Samples() {}

  /** A call that the primary failed and the fallback answered. */
  static RoutedCall answeredBySecond(UUID id, ChatRequest request, Reply reply) {
    return new RoutedCall(
        id,
        Origin.TRAFFIC,
        "extract",
        TABLE,
        START,
        Duration.ofMillis(1250),
        request,
        new Decision(
            List.of(PRIMARY, FALLBACK),
            List.of(new Decision.Skip(SKIPPED, SkipReason.BREAKER_OPEN))),
        List.of(overloaded(), answered(reply)),
        new RoutedCall.Result.Answered(FALLBACK, reply));
  }

  static RoutedCall answered(UUID id) {
    return answeredBySecond(id, ChatRequest.of(Message.user("What is due?")), reply("42.00"));
  }

  static RoutedCall failed(UUID id) {
    return new RoutedCall(
        id,
        Origin.EVAL,
        "extract",
        TABLE,
        START,
        Duration.ZERO,
        ChatRequest.of(Message.user("What is due?")),
        new Decision(List.of(), List.of()),
        List.of(),
        new RoutedCall.Result.Failed("no target can take the request"));
  }

  /** A run of {@link #STREAM}. */
  static EvalRun run(Instant scheduledFor, CaseResult... results) {
    return run(STREAM, scheduledFor, results);
  }

  static EvalRun run(StreamKey stream, Instant scheduledFor, CaseResult... results) {
    return new EvalRun(
        UUID.randomUUID(),
        stream,
        "suite-version",
        true,
        TABLE,
        scheduledFor,
        START,
        START.plusSeconds(3),
        List.of(results));
  }

  static CaseResult passed(String caseId) {
    return answered(caseId, "rev-1", "good", OptionalDouble.of(1), true);
  }

  static CaseResult failed(String caseId) {
    return answered(caseId, "rev-1", "bad", OptionalDouble.of(0.5), false);
  }

  static CaseResult answered(
      String caseId, String revision, String text, OptionalDouble score, boolean passed) {
    return new CaseResult(
        caseId,
        "hash-" + caseId,
        UUID.randomUUID(),
        new CaseResult.Answered(
            text,
            revision,
            Duration.ofMillis(800),
            new Usage(100, 20, 5, 40, 10),
            Optional.of(new BigDecimal("0.0004")),
            Map.of("field_match", new Grade.Scored(0.5, "1 of 2 fields")),
            score,
            passed));
  }

  static CaseResult missing(String caseId) {
    return new CaseResult(
        caseId, "hash-" + caseId, UUID.randomUUID(), new CaseResult.Missing("timeout"));
  }

  static Reply reply(String text) {
    return Reply.of(
        text,
        new Usage(100, 20, 5, 40, 10),
        new Revision("claude-haiku-4-5-20251001", Optional.empty()));
  }

  private static Attempt overloaded() {
    return new Attempt(
        1,
        PRIMARY,
        true,
        START,
        Duration.ofSeconds(10),
        Duration.ofNanos(1_500_000),
        new Outcome.Failed(Fault.OVERLOADED, "overloaded_error", Optional.empty()),
        OptionalInt.of(529),
        Optional.of("req_1"),
        Optional.empty(),
        new Move.NextTarget(FALLBACK));
  }

  private static Attempt answered(Reply reply) {
    return new Attempt(
        2,
        FALLBACK,
        true,
        START.plusMillis(2),
        Duration.ofMillis(9998),
        Duration.ofMillis(1200),
        new Outcome.Answered(reply),
        OptionalInt.of(200),
        Optional.of("req_2"),
        Optional.of(new Cost(new BigDecimal("0.000321"), "2026-01-01")),
        new Move.Stop("answered"));
  }
}
