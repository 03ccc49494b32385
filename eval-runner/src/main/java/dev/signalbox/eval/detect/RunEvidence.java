package dev.signalbox.eval.detect;

import dev.signalbox.eval.detect.Baseline.CaseBet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

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
    this.logFactors = logFactors;
    this.logWeights = logWeights;
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
    for (Baseline baseline : baselines) {
      for (Stratum stratum : baseline.strata()) {
        stratum.addLogFactors(logFactors, run, failedLast);
        Arrays.fill(logWeights, 0, SHARED, StrictMath.log(.5 / SHARED));
      }
    }
    for (int i = 0; i < SHARED; i++) {
      logFactors[i] /= overdispersion;
    }
    List<CaseBet> asked = new ArrayList<>();
    for (Baseline baseline : baselines) {
      for (CaseBet bet : baseline.caseBets()) {
        if (run.listed().get(bet.number())) {
          asked.add(bet);
        }
      }
    }
    double logWeight = StrictMath.log(.5 / PER_CASE / asked.size());
    asked.forEach(bet -> judge(run, bet, logWeight, logFactors, logWeights));
    return new RunEvidence(logFactors, logWeights);
  }

  private static void judge(
      ScoredRun run, CaseBet bet, double logWeight, double[] logFactors, double[] logWeights) {
    for (int result = 0; result < run.results(bet.number()); result++) {
      for (int i = 0; i < PER_CASE; i++) {
        int component = firstOf(bet.number()) + i;
        logFactors[component] += bet.bets().get(i).logFactor(run.score(bet.number(), result));
        logWeights[component] = logWeight;
      }
    }
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
