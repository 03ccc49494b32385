package dev.signalbox.eval.detect;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The one-sided lower confidence bound of a pass probability by Clopper and Pearson (1934). It
 * holds for the average of unequal probabilities too (Hoeffding 1956).
 */
final class LowerBound {
  /** Steps per unit: keeps a difference in a platform's logarithm from reaching the evidence. */
  private static final double GRID = 1e9;

  private LowerBound() {}

  /**
   * @param alpha the chance that the bound exceeds the truth, in (0, 1)
   * @return in [0, 1), rounded down
   */
  static double of(Tally tally, double alpha) {
    if (tally.passes() <= 0) {
      return 0;
    }
    double failures = Math.max(0, tally.trials() - tally.passes());
    double bound =
        BetaDistribution.of(tally.passes(), failures + 1).inverseCumulativeProbability(alpha);
    return Math.floor(bound * GRID) / GRID;
  }
}
