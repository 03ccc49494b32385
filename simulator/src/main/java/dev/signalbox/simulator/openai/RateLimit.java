package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.RetryHeaders;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import java.time.Duration;
import java.util.Map;

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

  /** How the headers of a 429 say when to come back. */
  static Map<String, String> advice(Trouble.RateLimited limited, Stamp stamp) {
    return switch (limited.advice()) {
      case USUAL -> {
        Map<String, String> headers = allowance(limited.retryAfter(), stamp);
        headers.put("retry-after", RetryHeaders.seconds(limited.retryAfter()));
        headers.put("retry-after-ms", Long.toString(limited.retryAfter().toMillis()));
        yield headers;
      }
      case RESET_HEADERS -> allowance(limited.retryAfter(), stamp);
      default -> RetryHeaders.of(limited, stamp);
    };
  }

  private static Map<String, String> allowance(Duration reset, Stamp stamp) {
    return OpenAiHeaders.withAllowance(new RateLimit(0, TOKEN_LIMIT, reset), stamp);
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
