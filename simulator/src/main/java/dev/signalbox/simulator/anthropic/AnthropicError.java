package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Stamp;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code {type:"error", error:{type, message}, request_id}}. */
record AnthropicError(int status, String type, String message) {

  static AnthropicError invalid(String message) {
    return new AnthropicError(400, "invalid_request_error", message);
  }

  static AnthropicError unauthorized(String message) {
    return new AnthropicError(401, "authentication_error", message);
  }

  static AnthropicError notFound(String message) {
    return new AnthropicError(404, "not_found_error", message);
  }

  static AnthropicError methodNotAllowed() {
    return new AnthropicError(405, "invalid_request_error", "Method Not Allowed");
  }

  HttpReply reply(Stamp stamp) {
    Map<String, String> headers = AnthropicHeaders.basic(stamp);
    headers.put("x-should-retry", Boolean.toString(status >= 500));
    return new HttpReply(status, headers, Json.write(body(stamp)));
  }

  static HttpReply rateLimited(Duration wait, Stamp stamp) {
    AnthropicError error =
        new AnthropicError(
            429,
            "rate_limit_error",
            "This request would exceed your organization's rate limit of "
                + RateLimit.REQUEST_LIMIT
                + " requests per minute.");
    Map<String, String> headers = AnthropicHeaders.basic(stamp);
    headers.put("x-should-retry", "true");
    headers.put("retry-after", Long.toString(wait.plusMillis(999).toSeconds()));
    headers.putAll(RateLimit.exhausted(wait).headers(stamp));
    return new HttpReply(429, headers, Json.write(error.body(stamp)));
  }

  /** Said by the edge, before the API: no outer type, no request id. */
  static HttpReply tooLarge() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("type", "request_too_large")
        .put("message", "Request exceeds the maximum size");
    return new HttpReply(413, Map.of("content-type", "application/json"), Json.write(body));
  }

  private ObjectNode body(Stamp stamp) {
    ObjectNode body = Json.object().put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", AnthropicHeaders.requestId(stamp));
  }
}
