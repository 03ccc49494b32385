package dev.signalbox.router.time;

import java.time.Duration;

/** The moment by which a call must have ended, on a {@link Ticker}. */
public record Deadline(Ticker ticker, long atNanos) {

  /** A deadline {@code limit} from now. */
  public static Deadline in(Duration limit, Ticker ticker) {
    return new Deadline(ticker, ticker.nanos() + limit.toNanos());
  }

  /** What is left; zero once it has passed. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, atNanos - ticker.nanos()));
  }

  public boolean hasPassed() {
    return left().isZero();
  }
}
