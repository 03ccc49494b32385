package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.RetryAdvice;
import dev.signalbox.router.provider.WireResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the rate limits that an answer's {@code anthropic-ratelimit-…} headers tell.
 *
 * @param most how much there is when it is full, at least 1
 * @param resetsAfter until it is full again, where that is told
 */
record AnthropicLimit(
    boolean ofRequests, long most, long remaining, Optional<Duration> resetsAfter) {
  private static final List<String> NAMES =
      List.of("requests", "tokens", "input-tokens", "output-tokens");

  private static final Pattern COUNT = Pattern.compile("\\d{1,15}");

  static Headroom headroom(WireResponse response) {
    List<AnthropicLimit> limits = of(response).toList();
    return new Headroom(
        least(limits, true),
        least(limits, false),
        limits.stream()
            .min(Comparator.comparingDouble(AnthropicLimit::share))
            .flatMap(AnthropicLimit::resetsAfter));
  }

  /** Until the last of the limits that are used up is full again; nothing when none is. */
  static Optional<Duration> allFullAgainAfter(WireResponse response) {
    return of(response)
        .filter(limit -> limit.remaining == 0)
        .flatMap(limit -> limit.resetsAfter.stream())
        .max(Comparator.naturalOrder());
  }

  private static OptionalLong least(List<AnthropicLimit> limits, boolean ofRequests) {
    return limits.stream()
        .filter(limit -> limit.ofRequests == ofRequests)
        .mapToLong(AnthropicLimit::remaining)
        .min();
  }

  private double share() {
    return (double) remaining / most;
  }

  private static Stream<AnthropicLimit> of(WireResponse response) {
    return NAMES.stream().flatMap(name -> read(response, name).stream());
  }

  /** Without the limit's size, what remains of it stands in: it says nothing about the share. */
  private static Optional<AnthropicLimit> read(WireResponse response, String name) {
    String prefix = "anthropic-ratelimit-" + name;
    return count(response, prefix + "-remaining")
        .map(remaining ->
            new AnthropicLimit(
                name.equals("requests"),
                Math.max(1, count(response, prefix + "-limit").orElse(remaining)),
                remaining,
                response
                    .header(prefix + "-reset")
                    .flatMap(AnthropicLimit::instant)
                    .flatMap(reset -> RetryAdvice.until(reset, response))));
  }

  private static Optional<Long> count(WireResponse response, String header) {
    return response.header(header).filter(text -> COUNT.matcher(text).matches()).map(Long::valueOf);
  }

  private static Optional<Instant> instant(String rfc3339) {
    try {
      return Optional.of(Instant.parse(rfc3339));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
