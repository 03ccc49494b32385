package dev.signalbox.eval.detect;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * φ: how many times more the fails of baseline runs vary than those of independent cases would
 * (McCullagh, Nelder 1989, §4.5). Evidence divided by it stays fair when cases fail together. It is
 * an estimate and not a guarantee.
 */
final class Overdispersion {
  private static final int[] BLOCKS = {1, 24};
  private static final int FEWEST_BLOCKS = 6;
  private static final double SIGNIFICANT = .95;

  private Overdispersion() {}

  /**
   * @param excess fails beyond expectation, one value a run
   * @param variance of the fails if the cases were independent, one value a run; runs with none are
   *     left out
   * @return at least 1
   */
  static double of(double[] excess, double[] variance) {
    int runs = 0;
    double[] usedExcess = new double[excess.length];
    double[] usedVariance = new double[excess.length];
    for (int i = 0; i < excess.length; i++) {
      if (variance[i] > 0) {
        usedExcess[runs] = excess[i];
        usedVariance[runs++] = variance[i];
      }
    }
    double largest = 1;
    for (int block : BLOCKS) {
      largest = Math.max(largest, inBlocks(usedExcess, usedVariance, runs, block));
    }
    return largest;
  }

  private static double inBlocks(double[] excess, double[] variance, int runs, int block) {
    int blocks = runs / block;
    if (blocks < FEWEST_BLOCKS) {
      return 1;
    }
    double[] sums = new double[blocks];
    double expected = 0;
    double mean = 0;
    for (int i = 0; i < blocks * block; i++) {
      sums[i / block] += excess[i];
      mean += excess[i] / blocks;
      expected += variance[i] / blocks;
    }
    double squares = 0;
    for (double sum : sums) {
      squares += (sum - mean) * (sum - mean);
    }
    double ratio = squares / (blocks - 1) / expected;
    double chance =
        ChiSquaredDistribution.of(blocks - 1).inverseCumulativeProbability(SIGNIFICANT)
            / (blocks - 1);
    return ratio > chance ? ratio : 1;
  }
}
