package dev.signalbox.router.provider;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.time.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches whether an exchange keeps within its limits. A streamed answer shows a sign of life with
 * its first content or reasoning; after that every event is one, also one that only says that the
 * provider is still there. A single byte is none: a server that trickles bytes has stalled. Not
 * thread-safe.
 */
final class Pulse {
  private final Limits limits;
  private final boolean streamed;
  private final Ticker ticker;
  private final long startNanos;
  private long lastNanos;
  private Optional<Duration> firstContent = Optional.empty();

  Pulse(Limits limits, boolean streamed, Ticker ticker) {
    this.limits = limits;
    this.streamed = streamed;
    this.ticker = ticker;
    this.startNanos = ticker.nanos();
    this.lastNanos = startNanos;
  }

  /** Content or reasoning came. */
  void content() {
    if (firstContent.isEmpty()) {
      firstContent = Optional.of(Duration.ofNanos(ticker.nanos() - startNanos));
    }
  }

  /** A whole event came. */
  void event() {
    lastNanos = ticker.nanos();
  }

  Optional<Duration> firstContent() {
    return firstContent;
  }

  /** How long the next sign of life may take; not positive once it is overdue. */
  Duration patience() {
    Duration left = left(limits.total(), startNanos);
    if (!streamed) {
      return left;
    }
    Duration pause =
        firstContent.isEmpty()
            ? left(limits.firstContent(), startNanos)
            : left(limits.idle(), lastNanos);
    return pause.compareTo(left) < 0 ? pause : left;
  }

  /** What it is when no sign of life came in time. */
  Fault lateness() {
    if (!streamed || !left(limits.total(), startNanos).isPositive()) {
      return Fault.TIMEOUT;
    }
    return firstContent.isEmpty() ? Fault.SLOW_START : Fault.STALLED;
  }

  private Duration left(Duration limit, long sinceNanos) {
    return limit.minusNanos(ticker.nanos() - sinceNanos);
  }
}
