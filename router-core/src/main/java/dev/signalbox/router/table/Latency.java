package dev.signalbox.router.table;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a task may take; whole milliseconds.
 *
 * @param deadline for the whole call, over all its attempts
 * @param firstContent for one attempt, until a streamed answer begins
 * @param idle for one attempt, the longest pause within a streamed answer
 */
public record Latency(Duration deadline, Optional<Duration> firstContent, Optional<Duration> idle) {
  public Latency {
    checkMillis(deadline);
    firstContent.ifPresent(Latency::checkMillis);
    idle.ifPresent(Latency::checkMillis);
  }

  public static Latency of(Duration deadline) {
    return new Latency(deadline, Optional.empty(), Optional.empty());
  }

  private static void checkMillis(Duration duration) {
    if (duration.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException("a limit finer than 1 ms: " + duration);
    }
  }
}
