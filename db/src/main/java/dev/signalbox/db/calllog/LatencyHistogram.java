package dev.signalbox.db.calllog;

import java.util.OptionalDouble;

/**
 * How long calls took, as counts in {@value #BUCKETS} buckets of equal ratio: ten to a factor of
 * ten, from one millisecond on. Bucket {@code i} holds what took from 10^(i/10) up to 10^((i+1)/10)
 * milliseconds; the first also what took less, the last also what took more. A quantile read from
 * it lies in the right bucket, and so within 26 % of the true one, from 1 ms to 1,000 s.
 */
public final class LatencyHistogram {
  public static final int BUCKETS = 60;

  private static final int A_DECADE = 10;

  private LatencyHistogram() {}

  /**
   * The bucket of a time.
   *
   * @param millis at least 0
   */
  public static int bucket(double millis) {
    if (millis < 1) {
      return 0;
    }
    return Math.min(BUCKETS - 1, (int) Math.floor(A_DECADE * Math.log10(millis)));
  }

  /** Where a bucket begins, in milliseconds; {@link #BUCKETS} is where the last one ends. */
  public static double floor(int bucket) {
    return Math.pow(10, (double) bucket / A_DECADE);
  }

  /**
   * The time in milliseconds below which a share of the counted lie, evenly spread over the ratio
   * of its bucket; absent when nothing was counted.
   *
   * @param share in [0, 1]
   */
  public static OptionalDouble quantile(long[] counts, double share) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    double wanted = share * all;
    long below = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      if (counts[bucket] > 0 && below + counts[bucket] >= wanted) {
        double within = (wanted - below) / counts[bucket];
        return OptionalDouble.of(floor(bucket) * Math.pow(floor(1), within));
      }
      below += counts[bucket];
    }
    return OptionalDouble.empty();
  }

  /** Adds {@code more} to {@code counts}. */
  public static void add(long[] counts, long[] more) {
    for (int bucket = 0; bucket < counts.length; bucket++) {
      counts[bucket] += more[bucket];
    }
  }
}
