package dev.signalbox.router.health;

import java.time.Duration;

/**
 * When a breaker opens and how long it stays so.
 *
 * @param faultsToOpen consecutive faults that open it, at least 1
 * @param firstPause how long the first opening lasts; doubles with each failed probe
 * @param longestPause where the doubling ends; so long a recovery can go unnoticed
 * @param deadPause how long a dead key, quota or model pauses a target that did not say how long
 * @param longestAdvice a longer wait that a provider asks for is cut to this
 */
public record BreakerSettings(
    int faultsToOpen,
    Duration firstPause,
    Duration longestPause,
    Duration deadPause,
    Duration longestAdvice) {
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(8),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  public BreakerSettings {
    if (faultsToOpen < 1
        || !firstPause.isPositive()
        || longestPause.compareTo(firstPause) < 0
        || !deadPause.isPositive()
        || !longestAdvice.isPositive()) {
      throw new IllegalArgumentException("impossible breaker settings");
    }
  }

  /** With pauses of other lengths, everything else as usual. */
  public static BreakerSettings of(int faultsToOpen, Duration firstPause, Duration longestPause) {
    return new BreakerSettings(
        faultsToOpen, firstPause, longestPause, longestPause, DEFAULT.longestAdvice);
  }
}
