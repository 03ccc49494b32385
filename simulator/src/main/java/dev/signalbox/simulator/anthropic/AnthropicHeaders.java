package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Stamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The headers that clients read. */
final class AnthropicHeaders {
  private AnthropicHeaders() {}

  static String requestId(Stamp stamp) {
    return stamp.id("req_011C", Stamp.ALPHANUMERIC, 20);
  }

  /** Those on every answer that the API itself gives, errors included. */
  static Map<String, String> basic(Stamp stamp) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(stamp.at().atOffset(ZoneOffset.UTC)));
    headers.put("content-type", "application/json");
    headers.put("request-id", requestId(stamp));
    headers.put("anthropic-organization-id", "simulated");
    return headers;
  }

  /** An answer that also tells what is left of the allowance. */
  static HttpReply on(int status, ObjectNode body, RateLimit left, Stamp stamp) {
    Map<String, String> headers = basic(stamp);
    putRateLimit(headers, left, stamp);
    return new HttpReply(status, headers, Json.write(body));
  }

  static void putRateLimit(Map<String, String> headers, RateLimit left, Stamp stamp) {
    String reset = stamp.at().plus(left.reset()).truncatedTo(ChronoUnit.SECONDS).toString();
    put(headers, "requests", RateLimit.REQUEST_LIMIT, left.requests(), reset);
    put(headers, "input-tokens", RateLimit.TOKEN_LIMIT, left.tokens(), reset);
    put(headers, "output-tokens", RateLimit.TOKEN_LIMIT, left.tokens(), reset);
    put(headers, "tokens", RateLimit.TOKEN_LIMIT, left.tokens(), reset);
  }

  private static void put(
      Map<String, String> headers, String what, int limit, int remaining, String reset) {
    headers.put("anthropic-ratelimit-" + what + "-limit", Integer.toString(limit));
    headers.put("anthropic-ratelimit-" + what + "-remaining", Integer.toString(remaining));
    headers.put("anthropic-ratelimit-" + what + "-reset", reset);
  }
}
