package dev.signalbox.router.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rate limits as headers of the family {@code x-ratelimit-…} tell them. OpenAI began it; those who
 * imitate it name the limits and write the resets each in a way of their own. Pure: what is told as
 * a moment is measured from the answer's own Date header.
 */
public final class RateLimitHeaders {
  private static final String REMAINING = "x-ratelimit-remaining";

  /** OpenAI, Azure and Groq; Mistral; Perplexity, Together and OpenRouter. */
  private static final List<String> REQUESTS = List.of("-requests", "-req-minute", "");

  private static final List<String> TOKENS =
      List.of("-tokens", "-tokens-minute", "-project-tokens");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,15}");

  /** Smaller numbers are seconds from now, larger ones a moment. */
  private static final long FIRST_EPOCH_SECOND = 1_000_000_000L;

  private static final long FIRST_EPOCH_MILLI = 100_000_000_000L;

  private RateLimitHeaders() {}

  /** What is left; unknown where the answer does not say. */
  public static Headroom headroom(WireResponse response) {
    Optional<Limit> requests = scarcest(response, REQUESTS);
    Optional<Limit> tokens = scarcest(response, TOKENS);
    return new Headroom(
        remaining(requests),
        remaining(tokens),
        Stream.concat(requests.stream(), tokens.stream())
            .min(Limit.BY_SHARE)
            .flatMap(Limit::reset));
  }

  /** Until the limit that is used up allows more; empty when none is, or it is not told. */
  public static Optional<Duration> untilReset(WireResponse response) {
    return Stream.concat(limits(response, REQUESTS), limits(response, TOKENS))
        .filter(limit -> limit.remaining() == 0)
        .flatMap(limit -> limit.reset().stream())
        .max(Comparator.naturalOrder());
  }

  /**
   * One limit.
   *
   * @param share which part of it is left; 1 when its size is not told
   */
  private record Limit(long remaining, double share, Optional<Duration> reset) {
    static final Comparator<Limit> BY_SHARE = Comparator.comparingDouble(Limit::share);
  }

  private static Optional<Limit> scarcest(WireResponse response, List<String> names) {
    return limits(response, names).min(Comparator.comparingLong(Limit::remaining));
  }

  private static Stream<Limit> limits(WireResponse response, List<String> names) {
    return names.stream().flatMap(name -> limit(response, name).stream());
  }

  private static Optional<Limit> limit(WireResponse response, String name) {
    OptionalLong size = number(response, "x-ratelimit-limit" + name);
    return number(response, REMAINING + name).stream()
        .mapToObj(remaining ->
            new Limit(
                remaining,
                size.isPresent() ? (double) remaining / Math.max(1, size.getAsLong()) : 1,
                response.header("x-ratelimit-reset" + name).flatMap(it -> reset(it, response))))
        .findFirst();
  }

  private static OptionalLong remaining(Optional<Limit> limit) {
    return limit.stream().mapToLong(Limit::remaining).findFirst();
  }

  private static OptionalLong number(WireResponse response, String header) {
    return response.header(header).filter(text -> WHOLE_NUMBER.matcher(text).matches()).stream()
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** A duration such as {@code 2m7.93s}, seconds from now, or a moment in seconds or millis. */
  private static Optional<Duration> reset(String text, WireResponse response) {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      return RetryAdvice.fromDuration(text);
    }
    long number = Long.parseLong(text);
    if (number < FIRST_EPOCH_SECOND) {
      return Optional.of(Duration.ofSeconds(number));
    }
    return number < FIRST_EPOCH_MILLI
        ? RetryAdvice.until(Instant.ofEpochSecond(number), response)
        : RetryAdvice.until(Instant.ofEpochMilli(number), response);
  }
}
