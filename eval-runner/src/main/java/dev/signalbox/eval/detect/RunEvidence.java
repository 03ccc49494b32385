package dev.signalbox.eval.detect;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;

/**
 * What one run says, by component: first the components that bet on all cases together, one a drop
 * of {@link Stratum#DROPS}, then those that bet on one case alone, one a drop of {@link
 * Baseline#CASE_DROPS} for each case number.
 */
final class RunEvidence {
  private static final int SHARED = Stratum.DROPS.length;
  private static final int PER_CASE = Baseline.CASE_DROPS.length;

  private final double[] logFactors;
  private final double[] logWeights;

  /**
   * @param logFactors the logarithm of what a component's stake is multiplied by
   * @param logWeights the logarithm of what is newly staked on it before that; over all components
   *     at most 1
   */
  RunEvidence(double[] logFactors, double[] logWeights) {
    this.logFactors = logFactors.clone();
    this.logWeights = logWeights.clone();
  }

  /**
   * Judges a run. All cases together have half the weight and each case alone an equal part of the
   * other half; nothing is staked where the run says nothing.
   *
   * @param baselines of the cases that have one
   * @param failedLast the cases whose latest result before the run is a fail
   * @param overdispersion φ, at least 1
   * @param cases how many case numbers there are
   */
  static RunEvidence of(
      ScoredRun run,
      List<Baseline> baselines,
      BitSet failedLast,
      double overdispersion,
      int cases) {
    double[] logFactors = new double[firstOf(cases)];
    double[] logWeights = new double[firstOf(cases)];
    Arrays.fill(logWeights, Double.NEGATIVE_INFINITY);
    List<Stratum> strata =
        baselines.stream().flatMap(each -> each.strata().stream()).filter(Stratum::isUsed).toList();
    if (!strata.isEmpty()) {
      strata.forEach(stratum -> stratum.addLogFactors(logFactors, run, failedLast));
      for (int i = 0; i < SHARED; i++) {
        logFactors[i] /= overdispersion;
        logWeights[i] = StrictMath.log(.5 / SHARED);
      }
    }
    long asked =
        baselines.stream()
            .flatMap(each -> each.caseBets().keySet().stream())
            .filter(run::lists)
            .count();
    double logWeight = asked == 0 ? 0 : StrictMath.log(.5 / (PER_CASE * asked));
    for (Baseline baseline : baselines) {
      judgeAlone(run, baseline.caseBets(), logWeight, logFactors, logWeights);
    }
    return new RunEvidence(logFactors, logWeights);
  }

  private static void judgeAlone(
      ScoredRun run,
      SortedMap<Integer, DropBet[]> caseBets,
      double logWeight,
      double[] logFactors,
      double[] logWeights) {
    caseBets.forEach((number, bets) -> {
      for (int result = 0; result < run.results(number); result++) {
        for (int i = 0; i < PER_CASE; i++) {
          logWeights[firstOf(number) + i] = logWeight;
          logFactors[firstOf(number) + i] += bets[i].logFactor(run.score(number, result));
        }
      }
    });
  }

  /** The first of a case's own components; they end before the first of the next case. */
  static int firstOf(int number) {
    return SHARED + PER_CASE * number;
  }

  int components() {
    return logFactors.length;
  }

  /** 0 for a component that came later. */
  double logFactor(int component) {
    return component < logFactors.length ? logFactors[component] : 0;
  }

  /** −∞ for a component that came later. */
  double logWeight(int component) {
    return component < logWeights.length ? logWeights[component] : Double.NEGATIVE_INFINITY;
  }
}
