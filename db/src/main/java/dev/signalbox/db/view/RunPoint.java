package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * One run as a point of a series.
 *
 * @param at its scheduled time on the calendar clock
 * @param revision the served revision's label, absent when nothing was answered
 * @param scored cases with a score; the rest are missing, which is not the same as failed
 * @param p95LatencyMs 95th percentile over its answers; absent when nothing was answered
 * @param costPerCase mean cost in USD of its answers; absent when no price is known
 */
public record RunPoint(
    UUID id,
    Instant at,
    Optional<String> revision,
    int cases,
    int scored,
    int passed,
    OptionalDouble p95LatencyMs,
    Optional<BigDecimal> costPerCase) {

  public int missing() {
    return cases - scored;
  }

  /** Whether too little was scored for a verdict on quality: under 90 % of the cases. */
  public boolean isGap() {
    return scored == 0 || scored * 10 < cases * 9;
  }
}
