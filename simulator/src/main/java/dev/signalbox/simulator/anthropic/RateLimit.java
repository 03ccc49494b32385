package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.RetryHeaders;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is left of this minute's allowance.
 *
 * @param requests left
 * @param inputTokens left
 * @param outputTokens left
 * @param reset how long until all of it is back
 */
record RateLimit(int requests, int inputTokens, int outputTokens, Duration reset) {
  static final int REQUEST_LIMIT = 10_000;
  private static final int INPUT_LIMIT = 10_000_000;
  private static final int OUTPUT_LIMIT = 2_000_000;

  /** After one request. */
  static RateLimit after(Question question, Completion completion) {
    return new RateLimit(
        REQUEST_LIMIT - 1,
        Math.max(0, INPUT_LIMIT - question.inputTokens()),
        OUTPUT_LIMIT - completion.outputTokens(),
        Duration.ofSeconds(1));
  }

  private static RateLimit exhausted(Duration reset) {
    return new RateLimit(0, INPUT_LIMIT, OUTPUT_LIMIT, reset);
  }

  /** How a 429 says when to come back. */
  static Map<String, String> advice(Trouble.RateLimited limited, Stamp stamp) {
    return switch (limited.advice()) {
      case USUAL -> {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("retry-after", RetryHeaders.seconds(limited.retryAfter()));
        headers.putAll(exhausted(limited.retryAfter()).headers(stamp));
        yield headers;
      }
      case RESET_HEADERS -> exhausted(limited.retryAfter()).headers(stamp);
      default -> RetryHeaders.of(limited, stamp);
    };
  }

  Map<String, String> headers(Stamp stamp) {
    String at = stamp.at().plus(reset).truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> headers = new LinkedHashMap<>();
    put(headers, "requests", REQUEST_LIMIT, requests, at);
    put(headers, "input-tokens", INPUT_LIMIT, inputTokens, at);
    put(headers, "output-tokens", OUTPUT_LIMIT, outputTokens, at);
    put(headers, "tokens", INPUT_LIMIT + OUTPUT_LIMIT, inputTokens + outputTokens, at);
    return headers;
  }

  private static void put(
      Map<String, String> headers, String what, int limit, int remaining, String reset) {
    headers.put("anthropic-ratelimit-" + what + "-limit", Integer.toString(limit));
    headers.put("anthropic-ratelimit-" + what + "-remaining", Integer.toString(remaining));
    headers.put("anthropic-ratelimit-" + what + "-reset", reset);
  }
}
