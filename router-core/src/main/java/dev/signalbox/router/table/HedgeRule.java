package dev.signalbox.router.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Asking the next target as well while the first keeps silent.
 *
 * @param after how long to wait first, in whole milliseconds; absent means the target's own recent
 *     95th percentile, and no hedging while that is not known
 * @param atMostShare of the calls, above 0, to 1: no more are hedged
 */
public record HedgeRule(Optional<Duration> after, BigDecimal atMostShare) {
  public HedgeRule {
    atMostShare = atMostShare.stripTrailingZeros();
  }
}
