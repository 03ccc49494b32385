package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Stamp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code {error:{message, type, param, code}}}. */
record OpenAiError(
    int status, String message, String type, @Nullable String param, @Nullable String code) {
  private static final String HELP =
      " You can retry your request, or contact us through our help center at help.openai.com if the"
          + " error persists.";

  static OpenAiError invalid(String message, @Nullable String param, @Nullable String code) {
    return new OpenAiError(400, message, "invalid_request_error", param, code);
  }

  static OpenAiError unsupported(String field) {
    return invalid(
        "Unsupported parameter: '" + field + "' is not supported with this model.",
        field,
        "unsupported_parameter");
  }

  static OpenAiError missing(String field) {
    return invalid(
        "Missing required parameter: '" + field + "'.", field, "missing_required_parameter");
  }

  static OpenAiError wrongType(String field, String expected, String found) {
    return invalid(
        "Invalid type for '%s': expected %s, but got %s instead.".formatted(field, expected, found),
        field,
        "invalid_type");
  }

  static OpenAiError unauthorized(String message, @Nullable String code) {
    return new OpenAiError(401, message, "invalid_request_error", null, code);
  }

  static OpenAiError unknownModel(String model) {
    return new OpenAiError(
        404,
        "The model `" + model + "` does not exist or you do not have access to it.",
        "invalid_request_error",
        null,
        "model_not_found");
  }

  static OpenAiError server(int status) {
    return status == 503
        ? new OpenAiError(
            503,
            "That model is currently overloaded with other requests." + HELP,
            "server_error",
            null,
            null)
        : new OpenAiError(
            status,
            "An error occurred while processing your request." + HELP,
            "server_error",
            null,
            "server_error");
  }

  static OpenAiError rateLimited(Duration wait) {
    return new OpenAiError(
        429,
        "Rate limit reached for requests in organization org-simulated on requests per min (RPM):"
            + " Limit %d, Used %d, Requested 1. Please try again in %s."
                .formatted(
                    RateLimit.REQUEST_LIMIT, RateLimit.REQUEST_LIMIT, RateLimit.compact(wait)),
        "requests",
        null,
        "rate_limit_exceeded");
  }

  HttpReply reply(Stamp stamp) {
    return new HttpReply(status, OpenAiHeaders.basic(stamp), Json.write(body()));
  }

  ObjectNode body() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return body;
  }
}
