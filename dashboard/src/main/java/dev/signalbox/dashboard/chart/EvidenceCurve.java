package dev.signalbox.dashboard.chart;

import java.time.Instant;
import java.util.List;

/**
 * How a detector's evidence grew.
 *
 * @param points after each run, by calendar time
 * @param threshold the evidence that raises an alert, above 1
 */
public record EvidenceCurve(List<At> points, double threshold) {
  public EvidenceCurve {
    points = List.copyOf(points);
  }

  /**
   * The evidence after one run.
   *
   * @param run calendar time
   * @param evidence at least 0
   */
  public record At(Instant run, double evidence) {}
}
