package dev.signalbox.dashboard.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Which revisions of models answered, as it is asked for.
 *
 * @param task absent means all
 */
public record RevisionQuestion(Optional<String> task, Period period) {
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Duration MOST = Duration.ofDays(3_660);

  /**
   * Reads it.
   *
   * @throws BadParameterException if a value makes no sense
   */
  public static RevisionQuestion of(Parameters given) {
    return new RevisionQuestion(given.text("task"), Period.of(given, USUAL, MOST));
  }
}
