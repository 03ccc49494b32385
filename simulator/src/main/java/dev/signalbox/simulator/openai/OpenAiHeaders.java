package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Stamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that clients read. */
final class OpenAiHeaders {
  private OpenAiHeaders() {}

  /** Those on every answer; error answers have no others. */
  static Map<String, String> basic(Stamp stamp) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(stamp.at().atOffset(ZoneOffset.UTC)));
    headers.put("content-type", "application/json");
    headers.put("x-request-id", stamp.id("req_", Stamp.HEX, 32));
    headers.put("openai-version", "2020-10-01");
    return headers;
  }

  /** With what is left of the allowance. */
  static Map<String, String> withAllowance(RateLimit left, Stamp stamp) {
    Map<String, String> headers = basic(stamp);
    headers.put("openai-organization", "simulated");
    headers.put("openai-processing-ms", Long.toString(stamp.processing().toMillis()));
    headers.put("x-ratelimit-limit-requests", Integer.toString(RateLimit.REQUEST_LIMIT));
    headers.put("x-ratelimit-limit-tokens", Integer.toString(RateLimit.TOKEN_LIMIT));
    headers.put("x-ratelimit-remaining-requests", Integer.toString(left.requests()));
    headers.put("x-ratelimit-remaining-tokens", Integer.toString(left.tokens()));
    headers.put("x-ratelimit-reset-requests", RateLimit.compact(left.reset()));
    headers.put("x-ratelimit-reset-tokens", "0s");
    return headers;
  }
}
