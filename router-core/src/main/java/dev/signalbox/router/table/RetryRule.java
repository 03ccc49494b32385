package dev.signalbox.router.table;

import java.time.Duration;

/**
 * How often and how soon the same target is asked again after a brief fault.
 *
 * @param times in one call, from 0 to 5
 * @param jitter bound of the random wait before the first time; doubles with each further one;
 *     whole milliseconds
 */
public record RetryRule(int times, Duration jitter) {
  public static final RetryRule DEFAULT = new RetryRule(2, Duration.ofMillis(200));
}
