package dev.signalbox.eval.detect;

import java.util.Arrays;

/**
 * Evidence of a change at an unknown time: Shiryaev–Roberts components M ← L·(M + 1), mixed by
 * weight, in log space (Shin, Ramdas, Rinaldo: E-detectors, New England Journal of Statistics in
 * Data Science 2024). Each component is kept with its weight multiplied in, so that weights may
 * differ from run to run as cases come and go: while each run's weights are set before it and sum
 * to at most 1, a run adds at most 1 to the mean, and so the mean time until the mixture reaches γ
 * is at least γ.
 */
final class Mixture {
  private double[] logs = {};
  private double log = Double.NEGATIVE_INFINITY;

  void add(RunEvidence evidence) {
    int known = logs.length;
    logs = Arrays.copyOf(logs, Math.max(known, evidence.components()));
    Arrays.fill(logs, known, logs.length, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < evidence.components(); i++) {
      logs[i] = evidence.logFactor(i) + LogSum.of(logs[i], evidence.logWeight(i));
    }
    log = LogSum.of(logs);
  }

  /** ln M. */
  double log() {
    return log;
  }

  /** Scales all components so that ln M is at most {@code most}; evidence only shrinks. */
  void capAt(double most) {
    if (log > most) {
      for (int i = 0; i < logs.length; i++) {
        logs[i] -= log - most;
      }
      log = most;
    }
  }

  /** The logarithm of what the components from {@code first} to before {@code end} hold. */
  double log(int first, int end) {
    return first >= logs.length
        ? Double.NEGATIVE_INFINITY
        : LogSum.of(Arrays.copyOfRange(logs, first, Math.min(end, logs.length)));
  }
}
