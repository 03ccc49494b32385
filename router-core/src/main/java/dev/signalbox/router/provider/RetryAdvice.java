package dev.signalbox.router.provider;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a provider says about asking again. Pure: the present is the answer's own Date header. */
public final class RetryAdvice {
  /** A longer wait is cut to this: after it, asking is cheaper than believing. */
  public static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,12})?");

  private static final String DURATION = "(?:\\d{1,12}(?:\\.\\d{1,12})?(?:ms|h|m|s)){1,4}";
  private static final Pattern WHOLLY_DURATION = Pattern.compile(DURATION);
  private static final Pattern SPOKEN = Pattern.compile("try again in (" + DURATION + ")");
  private static final Pattern DURATION_PART = Pattern.compile("([\\d.]+)(ms|h|m|s)");

  private RetryAdvice() {}

  /**
   * {@code retry-after-ms}, else {@code Retry-After} as seconds, fractional seconds or an HTTP date
   * (RFC 9110, section 10.2.3).
   */
  public static Optional<Duration> fromHeaders(WireResponse response) {
    return response
        .header("retry-after-ms")
        .flatMap(text -> amount(text, "ms"))
        .or(() -> response.header("retry-after").flatMap(text -> amount(text, "s")))
        .or(() ->
            response
                .header("retry-after")
                .flatMap(RetryAdvice::httpDate)
                .flatMap(moment -> until(moment, response)));
  }

  /** A wait that is only told in a sentence: {@code Please try again in 3.89s.} */
  public static Optional<Duration> fromSentence(String message) {
    Matcher spoken = SPOKEN.matcher(message);
    return spoken.find() ? fromDuration(spoken.group(1)) : Optional.empty();
  }

  /** A duration as Go and Google's APIs print it, such as {@code 2m7.93s}, {@code 6ms}. */
  public static Optional<Duration> fromDuration(String text) {
    if (!WHOLLY_DURATION.matcher(text).matches()) {
      return Optional.empty();
    }
    return DURATION_PART
        .matcher(text)
        .results()
        .map(part -> amount(part.group(1), part.group(2)))
        .flatMap(Optional::stream)
        .reduce(Duration::plus)
        .map(RetryAdvice::bounded);
  }

  /** How long after the answer was sent {@code moment} comes. */
  public static Optional<Duration> until(Instant moment, WireResponse response) {
    return response
        .header("date")
        .flatMap(RetryAdvice::httpDate)
        .map(sent -> bounded(Duration.between(sent, moment)));
  }

  /** {@code x-should-retry}, by which Anthropic and OpenAI overrule what the status suggests. */
  static Optional<Boolean> shouldRetry(WireResponse response) {
    return response
        .header("x-should-retry")
        .filter(text -> text.equals("true") || text.equals("false"))
        .map(Boolean::valueOf);
  }

  private static Optional<Duration> amount(String number, String unit) {
    if (!NUMBER.matcher(number).matches()) {
      return Optional.empty();
    }
    long nanosAUnit =
        switch (unit) {
          case "ms" -> 1_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 1_000_000_000L;
        };
    BigDecimal nanos =
        new BigDecimal(number)
            .multiply(BigDecimal.valueOf(nanosAUnit))
            .min(BigDecimal.valueOf(LONGEST.toNanos()));
    return Optional.of(Duration.ofNanos(nanos.setScale(0, RoundingMode.CEILING).longValueExact()));
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
