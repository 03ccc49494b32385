package dev.signalbox.simulator;

import java.time.Duration;

/** Checks of measures that more than one record takes. */
final class Checks {
  private static final Duration LONGEST = Duration.ofHours(1);

  private Checks() {}

  /** For shares and probabilities. */
  static void share(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " has to be in [0, 1], got " + share);
    }
  }

  static void duration(String name, Duration duration) {
    if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " is more than 0 and at most 1 h, got " + duration);
    }
  }

  static void count(String name, int count) {
    if (count < 0) {
      throw new IllegalArgumentException(name + " cannot be negative, got " + count);
    }
  }
}
