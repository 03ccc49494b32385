package dev.signalbox.app.faults;

import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when somebody waits. */
final class VirtualTime implements InstantSource, Ticker, Sleeper {
  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

  private Duration passed = Duration.ZERO;

  @Override
  public synchronized void sleep(Duration wait) {
    passed = passed.plus(wait);
  }

  synchronized Duration passed() {
    return passed;
  }

  @Override
  public synchronized Instant instant() {
    return START.plus(passed);
  }

  @Override
  public synchronized long nanos() {
    return passed.toNanos();
  }
}
