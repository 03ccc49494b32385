package dev.signalbox.simulator.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The headers that any provider may use to say when to come back. */
public final class RetryHeaders {
  private static final String RETRY_AFTER = "retry-after";

  private RetryHeaders() {}

  /** Empty for advice that is no header of this kind. */
  public static Map<String, String> of(Trouble.RateLimited limited, Stamp stamp) {
    Duration wait = limited.retryAfter();
    return switch (limited.advice()) {
      case SECONDS -> Map.of(RETRY_AFTER, seconds(wait));
      case FRACTION ->
          Map.of(RETRY_AFTER, String.format(Locale.ROOT, "%.3f", wait.toMillis() / 1_000.0));
      case HTTP_DATE -> Map.of(RETRY_AFTER, date(stamp.at().plus(wait)));
      case MILLISECONDS -> Map.of("retry-after-ms", Long.toString(wait.toMillis()));
      case USUAL, RESET_HEADERS, BODY, NONE -> Map.of();
    };
  }

  /** Whole seconds, rounded up. */
  public static String seconds(Duration wait) {
    return Long.toString(wait.plusMillis(999).toSeconds());
  }

  private static String date(Instant end) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        end.plusMillis(999).atOffset(ZoneOffset.UTC));
  }
}
