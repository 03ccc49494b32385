package dev.signalbox.db.store;

import dev.signalbox.eval.grade.Grade;
import dev.signalbox.eval.run.CaseResult;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.table.TableVersion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Runs to store. */
final class Samples {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final TableVersion TABLE = new TableVersion(3, "0a1b2c3d4e5f");
  static final StreamKey STREAM =
      new StreamKey("extract", "openai", "gpt-4o-mini", "invoices", "pass>=1.0 field_match/1*1.0");

  private Samples() {}

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
}
