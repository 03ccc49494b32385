package dev.signalbox.db.column;

import java.time.Duration;

/** Durations as columns named {@code …_ms} hold them. */
public final class Millis {
  private static final double NANOS = 1e6;

  private Millis() {}

  public static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
