package dev.signalbox.db.store;

import java.time.Duration;

/** Durations as columns named {@code …_ms} hold them. */
final class Millis {
  private static final double NANOS = 1e6;

  private Millis() {}

  static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
