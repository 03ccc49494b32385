package dev.signalbox.router.health;

import java.time.Duration;

/**
 * When a breaker opens and how long it stays so.
 *
 * @param faultsToOpen consecutive faults that open it, at least 1
 * @param firstPause how long the first opening lasts; doubles with each failed probe
 * @param longestPause where the doubling ends, and how long a dead key or quota pauses a target
 */
public record BreakerSettings(int faultsToOpen, Duration firstPause, Duration longestPause) {
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

  public BreakerSettings {
    if (faultsToOpen < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("impossible breaker settings");
    }
  }
}
