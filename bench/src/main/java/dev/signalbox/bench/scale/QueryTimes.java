package dev.signalbox.bench.scale;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * How long a question takes, asked again and again with other values.
 *
 * @param p50Ms median
 * @param p95Ms 95th percentile
 */
record QueryTimes(String question, double p50Ms, double p95Ms, double atMostMs) {
  private static final int WARM_UP = 10;
  private static final double NANOS = 1e6;

  /**
   * Measures it.
   *
   * @param asking the n-th time
   */
  static QueryTimes of(String question, int times, double atMostMs, IntFunction<Object> asking) {
    for (int n = 0; n < WARM_UP; n++) {
      var _ = asking.apply(n);
    }
    double[] took = new double[times];
    for (int n = 0; n < times; n++) {
      long started = System.nanoTime();
      var _ = asking.apply(WARM_UP + n);
      took[n] = (System.nanoTime() - started) / NANOS;
    }
    Arrays.sort(took);
    return new QueryTimes(question, took[times / 2], took[times * 95 / 100], atMostMs);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-44s %9.1f %9.1f %9.0f   %s",
        question,
        p50Ms,
        p95Ms,
        atMostMs,
        p95Ms <= atMostMs ? "" : "MISSED");
  }
}
