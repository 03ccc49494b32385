package dev.signalbox.eval.detect;

import java.util.Optional;

/** What of a stream can be watched. */
public enum Metric {
  QUALITY,
  LATENCY,
  COST,
  ERRORS,
  ALL;

  /**
   * The detector of this metric; empty while there is none yet.
   *
   * @param runsBetweenFalseAlarms above 1
   * @param baselineRuns at least 2
   */
  public Optional<Detector> detector(double runsBetweenFalseAlarms, int baselineRuns) {
    return this == QUALITY
        ? Optional.of(new StratifiedEDetector(runsBetweenFalseAlarms, baselineRuns))
        : Optional.empty();
  }
}
