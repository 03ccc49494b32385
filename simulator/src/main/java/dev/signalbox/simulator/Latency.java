package dev.signalbox.simulator;

import java.time.Duration;

/**
 * How long a model takes: lognormal, as waits at real providers nearly are.
 *
 * @param median half of the answers are faster
 * @param p95 one answer in twenty is slower; not below the median, at most ten minutes
 */
public record Latency(Duration median, Duration p95) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** The normal distribution's 95th percentile. */
  private static final double NORMAL_P95 = 1.6448536269514722;

  public Latency {
    if (median.isNegative() || p95.compareTo(median) < 0 || p95.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a latency needs 0 <= median <= p95 <= 10 minutes, got %s and %s".formatted(median, p95));
    }
  }

  /** No wait at all. */
  public static Latency none() {
    return new Latency(Duration.ZERO, Duration.ZERO);
  }

  /** The wait that goes with a draw from the standard normal distribution. */
  Duration at(double normal) {
    if (median.isZero()) {
      return Duration.ZERO;
    }
    double sigma = Math.log((double) p95.toNanos() / median.toNanos()) / NORMAL_P95;
    double nanos = median.toNanos() * Math.exp(sigma * normal);
    return Duration.ofNanos((long) Math.min(nanos, (double) LONGEST.toNanos()));
  }
}
