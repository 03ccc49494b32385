package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code {type:"error", error:{type, message}, request_id}}.
 *
 * @param code for the few errors that have one among their details
 */
record AnthropicError(int status, String type, String message, @Nullable String code) {

  AnthropicError(int status, String type, String message) {
    this(status, type, message, null);
  }

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

  static AnthropicError of(Trouble trouble) {
    return switch (trouble) {
      case Trouble.ServerError(int status) -> server(status);
      case Trouble.RateLimited _ ->
          new AnthropicError(
              429,
              "rate_limit_error",
              "This request would exceed your organization's rate limit of "
                  + RateLimit.REQUEST_LIMIT
                  + " requests per minute.");
      case Trouble.Refusal refusal -> refused(refusal);
    };
  }

  private static AnthropicError server(int status) {
    return switch (status) {
      case 529 -> new AnthropicError(529, "overloaded_error", "Overloaded");
      case 504 -> new AnthropicError(504, "timeout_error", "Request timed out");
      case 503 -> new AnthropicError(503, "api_error", "Service temporarily unavailable");
      case 502 -> new AnthropicError(502, "api_error", "Bad gateway");
      default -> new AnthropicError(status, "api_error", "Internal server error");
    };
  }

  private static AnthropicError refused(Trouble.Refusal refusal) {
    return switch (refusal) {
      case QUOTA_EXHAUSTED ->
          invalid(
              "Your credit balance is too low to access the Anthropic API. Please go to Plans &"
                  + " Billing to upgrade or purchase credits.");
      case DAILY_QUOTA_EXHAUSTED ->
          invalid(
              "You have reached your specified API usage limits. You will regain access on"
                  + " 2026-12-01 at 00:00 UTC.");
      case SPEND_LIMIT_REACHED ->
          new AnthropicError(
              429,
              "rate_limit_error",
              "You have reached your API usage limits: your organization has crossed its monthly"
                  + " API usage threshold. You will regain access on 2026-12-01 at 00:00 UTC.",
              "enforced_spend_limit_reached");
      case REQUEST_TOO_LARGE ->
          new AnthropicError(413, "request_too_large", "Request exceeds the maximum size");
      case BAD_KEY -> unauthorized("invalid x-api-key");
      case UNKNOWN_MODEL -> notFound("model: the-model-you-asked-for");
      case CONTEXT_TOO_LONG -> invalid("prompt is too long: 1048577 tokens > 1000000 maximum");
    };
  }

  HttpReply reply(Stamp stamp) {
    if (status == 413) {
      return edgeReply();
    }
    Map<String, String> headers = AnthropicHeaders.basic(stamp);
    headers.put("x-should-retry", Boolean.toString(retry()));
    ObjectNode body = body().put("request_id", AnthropicHeaders.requestId(stamp));
    return new HttpReply(status, headers, Json.write(body));
  }

  private boolean retry() {
    return status >= 500 || (status == 429 && code == null);
  }

  /** Said by the edge, before the API: no outer type, no request id. */
  private HttpReply edgeReply() {
    ObjectNode body = Json.object();
    body.set("error", body().get("error"));
    return new HttpReply(status, Map.of("content-type", "application/json"), Json.write(body));
  }

  /** As it also stands in a stream. */
  ObjectNode body() {
    ObjectNode body = Json.object().put("type", "error");
    ObjectNode error = body.putObject("error").put("type", type).put("message", message);
    if (code != null) {
      error.putObject("details").put("error_code", code);
    }
    return body;
  }
}
