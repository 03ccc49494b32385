package dev.signalbox.eval.detect;

/** Sums of numbers given by their logarithms; −∞ stands for 0. */
final class LogSum {
  private LogSum() {}

  /** ln(eᵃ + eᵇ). */
  static double of(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
  }

  /** ln Σ e^x. */
  static double of(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += log == Double.NEGATIVE_INFINITY ? 0 : StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum);
  }
}
