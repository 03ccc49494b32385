package dev.signalbox.eval.detect;

import dev.signalbox.eval.series.Series;

/**
 * Notices that quality fell, by betting each case against its own past: cases of like pass rate
 * together, and each alone (Shin, Ramdas, Rinaldo: E-detectors, New England Journal of Statistics
 * in Data Science 2024).
 *
 * <p>The promise: the expected number of runs to a false alarm is at least {@code
 * runsBetweenFalseAlarms}, given that every stratum's average and every case's pass probability,
 * given the past, is at least its bound, and that cases within a run are conditionally independent.
 * Scores of 0 and 1 give the most evidence; scores between count in proportion.
 *
 * @param runsBetweenFalseAlarms γ, above 1
 * @param baselineRuns before the first verdict, at least 2; 48 keeps the promise over random
 *     baselines
 */
public record StratifiedEDetector(double runsBetweenFalseAlarms, int baselineRuns)
    implements Detector {
  public StratifiedEDetector {
    if (!(runsBetweenFalseAlarms > 1)) {
      throw new IllegalArgumentException(
          "runs between false alarms must be above 1, not " + runsBetweenFalseAlarms);
    }
    if (baselineRuns < 2) {
      throw new IllegalArgumentException("a baseline has at least 2 runs, not " + baselineRuns);
    }
  }

  /** 5,000 runs between false alarms, 48 baseline runs. */
  public static StratifiedEDetector standard() {
    return new StratifiedEDetector(5_000, 48);
  }

  @Override
  public Inspection inspect(Series series) {
    QualityWatch watch = new QualityWatch(runsBetweenFalseAlarms, baselineRuns);
    series.runs().subList(0, series.evidenceFrom()).forEach(watch::take);
    watch.restart();
    series.runs().subList(series.evidenceFrom(), series.runs().size()).forEach(watch::take);
    return watch.inspection();
  }
}
