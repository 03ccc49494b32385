package dev.signalbox.router.testing;

import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock, ticker and sleeper in one that moves only when told to or slept on. */
public final class FakeTime implements InstantSource, Ticker, Sleeper {
  public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private Duration passed = Duration.ZERO;
  private final List<Duration> sleeps = new ArrayList<>();

  public synchronized void pass(Duration time) {
    passed = passed.plus(time);
  }

  @Override
  public synchronized Instant instant() {
    return START.plus(passed);
  }

  @Override
  public synchronized long nanos() {
    // Starts close to overflow, as System.nanoTime may.
    return Long.MAX_VALUE - 1_000 + passed.toNanos();
  }

  @Override
  public synchronized void sleep(Duration wait) {
    sleeps.add(wait);
    pass(wait);
  }

  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
