package dev.signalbox.router.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * How fast a purse is being emptied, as the larger of two figures: one of the last whole window,
 * one of the window that has begun. Times are readings of a {@code Ticker}. Not thread-safe.
 */
final class Pace {
  /** How far ahead a purse provides. */
  private static final Duration AHEAD = Duration.ofSeconds(5);

  private static final Duration WINDOW = Duration.ofSeconds(2);

  /** Two calls at the same moment are no pace of their own. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** In a millionth of a dollar: nobody needs to provide more precisely. */
  private static final int SCALE = 6;

  private BigDecimal before = BigDecimal.ZERO;
  private BigDecimal drained = BigDecimal.ZERO;
  private long since;

  Pace(long nowNanos) {
    since = nowNanos;
  }

  /** Notes that an amount left the purse, or came back when it is negative. */
  void drain(BigDecimal usd) {
    drained = drained.add(usd);
  }

  /** What the next seconds may need. */
  BigDecimal ahead(long nowNanos) {
    return before.max(aheadByThisWindow(nowNanos));
  }

  /** Begins a new window if this one is whole; to be called every second or so. */
  void pass(long nowNanos) {
    if (nowNanos - since >= WINDOW.toNanos()) {
      before = aheadByThisWindow(nowNanos);
      drained = BigDecimal.ZERO;
      since = nowNanos;
    }
  }

  private BigDecimal aheadByThisWindow(long nowNanos) {
    BigDecimal elapsed = BigDecimal.valueOf(Math.max(nowNanos - since, SHORTEST.toNanos()));
    return drained
        .max(BigDecimal.ZERO)
        .multiply(BigDecimal.valueOf(AHEAD.toNanos()))
        .divide(elapsed, SCALE, RoundingMode.DOWN);
  }
}
