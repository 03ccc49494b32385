package dev.signalbox.simulator.openai;

import java.time.Duration;

/**
 * What is left of this minute's allowance.
 *
 * @param requests left
 * @param tokens left
 * @param reset how long until one more request fits
 */
record RateLimit(int requests, int tokens, Duration reset) {
  static final int REQUEST_LIMIT = 10_000;
  static final int TOKEN_LIMIT = 30_000_000;

  static RateLimit used(int tokens) {
    return new RateLimit(
        REQUEST_LIMIT - 1, Math.max(0, TOKEN_LIMIT - tokens), Duration.ofMillis(6));
  }

  static RateLimit exhausted(Duration reset) {
    return new RateLimit(0, TOKEN_LIMIT, reset);
  }

  /** As this API writes durations: {@code 6ms}, {@code 8.64s}, {@code 2m7.93s}. */
  static String compact(Duration duration) {
    if (duration.toSeconds() == 0) {
      return duration.toMillis() + "ms";
    }
    String minutes = duration.toMinutes() == 0 ? "" : duration.toMinutes() + "m";
    String millis =
        duration.toMillisPart() == 0
            ? ""
            : ".%03d".formatted(duration.toMillisPart()).replaceFirst("0+$", "");
    return minutes + duration.toSecondsPart() + millis + "s";
  }
}
