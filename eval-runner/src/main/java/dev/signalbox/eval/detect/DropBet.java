package dev.signalbox.eval.detect;

import java.util.Arrays;
import java.util.List;

/**
 * A bet that a pass probability fell: a pass multiplies the stake by 1 − ε, a fail by (1 − p̃ +
 * εp̃)/(1 − p̃). Its mean is at most 1 when the true probability is at least p̃, and as it is
 * linear in the result, so is the mean of the product over cases whose average probability is at
 * least p̃ (Shin, Ramdas, Rinaldo: E-detectors, 2024, on betting against a bounded mean).
 */
final class DropBet {
  /** Bounds below this leave so little room to fall that a bet on it only costs. */
  static final double LOWEST_BOUND = .05;

  private final double onPass;
  private final double onFail;
  private final double logOnPass;
  private final double logOnFail;

  /**
   * @param bound p̃ in [0, 1), the pass probability bet against
   * @param drop ε in (0, 1), the relative drop bet on
   */
  DropBet(double bound, double drop) {
    onPass = 1 - drop;
    onFail = (1 - bound + drop * bound) / (1 - bound);
    logOnPass = StrictMath.log(onPass);
    logOnFail = StrictMath.log(onFail);
  }

  /** The logarithm of what one result multiplies the stake by. */
  double logFactor(double score) {
    if (score == 1) {
      return logOnPass;
    }
    return score == 0 ? logOnFail : StrictMath.log(score * onPass + (1 - score) * onFail);
  }

  static List<DropBet> against(double bound, double[] drops) {
    return Arrays.stream(drops).mapToObj(drop -> new DropBet(bound, drop)).toList();
  }
}
