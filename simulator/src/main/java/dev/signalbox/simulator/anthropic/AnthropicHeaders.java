package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Stamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

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
}
