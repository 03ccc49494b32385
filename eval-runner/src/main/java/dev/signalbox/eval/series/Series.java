package dev.signalbox.eval.series;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The results of one stream in the order in which they were taken.
 *
 * @param evidenceFrom the number of leading runs whose evidence no longer counts, for a person
 *     resolved the alert they raised; they still may serve as baseline
 */
public record Series(StreamKey stream, List<Run> runs, int evidenceFrom) {
  public Series {
    runs = List.copyOf(runs);
    if (evidenceFrom < 0 || evidenceFrom > runs.size()) {
      throw new IllegalArgumentException(
          "evidence starts after 0 to " + runs.size() + " runs, not " + evidenceFrom);
    }
  }

  /**
   * One run.
   *
   * @param at its scheduled time on the calendar clock
   * @param revision the served revision's label; of several, the most frequent
   */
  public record Run(String id, Instant at, String revision, List<Case> cases) {
    public Run {
      cases = List.copyOf(cases);
    }
  }

  /**
   * One case of a run.
   *
   * @param key the case's content hash
   * @param name the case's id, for people
   * @param score in [0, 1]: 1 when the case passed, 0 when it failed, between where recorded
   *     results are graded; empty when the result is missing
   */
  public record Case(String key, String name, OptionalDouble score) {
    public Case {
      if (score.isPresent() && !(score.getAsDouble() >= 0 && score.getAsDouble() <= 1)) {
        throw new IllegalArgumentException("a score lies in [0, 1], not " + score.getAsDouble());
      }
    }
  }
}
