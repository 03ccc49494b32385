package dev.signalbox.db.store;

import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Millis;
import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.grade.Grade;
import dev.signalbox.eval.run.CaseResult;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of {@code case_result}.
 *
 * @param inputTokens cached or not
 * @param passed null when the answer could not be judged
 * @param grades {@code {"field_match": {"score": 0.75, "explanation": "…"}, "latency": {"unscored":
 *     "…"}}}
 */
public record CaseResultRow(
    UUID runId,
    int ordinal,
    String caseId,
    String caseHash,
    UUID callId,
    @Nullable String missing,
    @Nullable String answer,
    @Nullable String revision,
    @Nullable Double latencyMs,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    @Nullable BigDecimal costUsd,
    @Nullable Double score,
    @Nullable Boolean passed,
    @Nullable String grades) {

  /** As {@code run_marks} has it. */
  String mark() {
    if (passed == null) {
      return "-";
    }
    return passed ? "1" : "0";
  }

  static List<CaseResultRow> of(EvalRun run) {
    List<CaseResultRow> rows = new ArrayList<>();
    for (CaseResult result : run.results()) {
      int ordinal = rows.size() + 1;
      rows.add(
          switch (result.ending()) {
            case CaseResult.Answered answered -> answered(run.id(), ordinal, result, answered);
            case CaseResult.Missing(String reason) -> missing(run.id(), ordinal, result, reason);
          });
    }
    return rows;
  }

  private static CaseResultRow answered(
      UUID run, int ordinal, CaseResult result, CaseResult.Answered answered) {
    boolean scored = answered.score().isPresent();
    Usage usage = answered.usage();
    return new CaseResultRow(
        run,
        ordinal,
        Storable.text(result.caseId()),
        result.caseHash(),
        result.call(),
        null,
        Storable.text(answered.text()),
        Storable.label(answered.revision()),
        Millis.of(answered.latency()),
        usage.input() + usage.cacheRead() + usage.cacheWrite(),
        usage.output(),
        answered.costUsd().orElse(null),
        scored ? answered.score().getAsDouble() : null,
        scored ? answered.passed() : null,
        grades(answered.grades()));
  }

  private static CaseResultRow missing(UUID run, int ordinal, CaseResult result, String reason) {
    return new CaseResultRow(
        run,
        ordinal,
        Storable.text(result.caseId()),
        result.caseHash(),
        result.call(),
        Storable.text(reason),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static String grades(Map<String, Grade> grades) {
    ObjectNode json = Json.object();
    grades.forEach((grader, grade) -> json.set(grader, json(grade)));
    return Json.text(json);
  }

  private static ObjectNode json(Grade grade) {
    return switch (grade) {
      case Grade.Scored(double score, String explanation) ->
          Json.object().put("score", score).put("explanation", explanation);
      case Grade.Unscored(String reason) -> Json.object().put("unscored", reason);
    };
  }
}
