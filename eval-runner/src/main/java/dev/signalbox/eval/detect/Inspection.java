package dev.signalbox.eval.detect;

import java.util.List;

/**
 * What a detector says about a series.
 *
 * @param standing how the series stands after its last run
 * @param revisionChanges in the order of the runs
 * @param evidence after each run of the series, at least 0: on an unchanged model the expected
 *     number of runs until it reaches {@code threshold} is at least {@code threshold}
 * @param threshold the evidence that raises an alarm
 */
public record Inspection(
    Finding standing,
    List<Finding.RevisionChange> revisionChanges,
    List<Double> evidence,
    double threshold) {
  public Inspection {
    revisionChanges = List.copyOf(revisionChanges);
    evidence = List.copyOf(evidence);
  }
}
