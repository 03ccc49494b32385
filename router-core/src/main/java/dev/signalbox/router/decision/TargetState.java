package dev.signalbox.router.decision;

import dev.signalbox.router.health.Access;
import dev.signalbox.router.health.Latencies;

/**
 * What was known of a target when a call was decided.
 *
 * @param keyed whether there is a key for its provider
 * @param p95Nanos its recent 95th percentile, or {@link Latencies#UNKNOWN}
 * @param demoted whether a quality regression demoted it
 */
public record TargetState(boolean keyed, Access access, long p95Nanos, boolean demoted) {
  /** Nothing speaks against it. */
  public static final TargetState FREE =
      new TargetState(true, Access.FREE, Latencies.UNKNOWN, false);

  boolean fitsInto(long leftNanos) {
    return p95Nanos == Latencies.UNKNOWN || p95Nanos <= leftNanos;
  }
}
