package dev.signalbox.eval.detect;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Exact one-sided tests of "it got worse"; each gives a probability in [0, 1]. */
final class ExactTest {
  private ExactTest() {}

  /**
   * McNemar's test (1947) on pairs: the probability that, of the cases that changed, at least this
   * many got worse when either way was equally likely.
   */
  static double mcNemar(int worse, int better) {
    return worse == 0
        ? 1
        : BinomialDistribution.of(worse + better, .5).survivalProbability(worse - 1);
  }

  /**
   * Fisher's test (1922): the probability that at least this many of all fails fell on the later
   * trials when they fell at random.
   */
  static double fisher(int failsBefore, int trialsBefore, int failsAfter, int trialsAfter) {
    return failsAfter == 0
        ? 1
        : HypergeometricDistribution.of(
                trialsBefore + trialsAfter, failsBefore + failsAfter, trialsAfter)
            .survivalProbability(failsAfter - 1);
  }
}
