package dev.signalbox.eval.run;

import dev.signalbox.eval.grade.Grade;
import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * What became of one case in a run.
 *
 * @param call the routed call behind it
 * @param ending the answer with its grades, or why there is none
 */
public record CaseResult(String caseId, String caseHash, UUID call, Ending ending) {

  public sealed interface Ending {}

  /**
   * The target answered.
   *
   * @param revision the served revision's label
   * @param grades by grader name
   * @param score the weighted mean of the scored grades; empty when a grader that counts is
   *     unscored
   */
  public record Answered(
      String text,
      String revision,
      Duration latency,
      Usage usage,
      Optional<BigDecimal> costUsd,
      Map<String, Grade> grades,
      OptionalDouble score,
      boolean passed)
      implements Ending {
    public Answered {
      grades = Map.copyOf(grades);
    }
  }

  /** Infrastructure stood in the way: the result is missing, which is not a zero. */
  public record Missing(String reason) implements Ending {}
}
