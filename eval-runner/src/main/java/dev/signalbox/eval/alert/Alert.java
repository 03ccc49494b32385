package dev.signalbox.eval.alert;

import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person is told about a finding, with everything needed to understand it later.
 *
 * @param revision served at the run that raised it
 * @param revisionBefore served before the change, when it is another
 * @param raisedAt calendar time of the run that raised it
 * @param raisedByRun that run's id
 * @param changeAt most likely calendar time of the first changed run
 * @param changeEarliest start of the interval that holds the change
 * @param changeLatest its end
 * @param runsAfterChange changed runs it took, the raising one included
 * @param before pass rate before the change, in [0, 1]
 * @param after pass rate since
 * @param evidence the detector's evidence when it was raised
 * @param threshold the evidence it takes: one false alarm in that many runs at most, on average
 * @param cases flipped cases, worst first
 */
public record Alert(
    UUID id,
    StreamKey stream,
    boolean simulated,
    String revision,
    Optional<String> revisionBefore,
    Instant raisedAt,
    String raisedByRun,
    Instant changeAt,
    Instant changeEarliest,
    Instant changeLatest,
    int runsAfterChange,
    double before,
    double after,
    double evidence,
    double threshold,
    List<FlippedCase> cases,
    State state) {
  public Alert {
    cases = List.copyOf(cases);
  }

  public enum State {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED
  }

  /**
   * A case that passed and now fails.
   *
   * @param before pass rate in the baseline, in [0, 1]
   * @param after pass rate since the change
   * @param expected what a good answer holds, as JSON
   * @param lastGood its last passing answer
   * @param firstBad its first failing answer since the change
   */
  public record FlippedCase(
      String caseId,
      String caseHash,
      double before,
      double after,
      String expected,
      Optional<String> lastGood,
      Optional<String> firstBad) {}
}
