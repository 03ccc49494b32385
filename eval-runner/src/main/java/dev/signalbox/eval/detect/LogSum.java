package dev.signalbox.eval.detect;

/** Sums of numbers given by their logarithms; −∞ stands for 0. */
final class LogSum {
  /** The logarithm of a share that rounding swallows. */
  private static final double NEGLIGIBLE = -40;

  private LogSum() {}

  /** ln(eᵃ + eᵇ). */
  static double of(double a, double b) {
    double larger = Math.max(a, b);
    double smaller = Math.min(a, b);
    return larger == Double.NEGATIVE_INFINITY || smaller - larger < NEGLIGIBLE
        ? larger
        : larger + StrictMath.log1p(StrictMath.exp(smaller - larger));
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
      sum += log - largest < NEGLIGIBLE ? 0 : StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum);
  }
}
