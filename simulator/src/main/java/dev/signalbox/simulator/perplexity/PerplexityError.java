package dev.signalbox.simulator.perplexity;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.RetryHeaders;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code {error:{message, type, code}}}. */
record PerplexityError(int code, String message, String type) {
  private static final int REQUEST_LIMIT = 50;

  static PerplexityError invalid(String message) {
    return new PerplexityError(400, message, "invalid_request");
  }

  static PerplexityError invalidParameter(String message) {
    return new PerplexityError(400, message, "invalid_parameter");
  }

  static PerplexityError badKey() {
    return new PerplexityError(
        401,
        "Invalid API key provided. Ensure your API key is correct and active.",
        "invalid_api_key");
  }

  static PerplexityError retired() {
    return new PerplexityError(
        403,
        "Sonar is now the Agent API. Use /v1/responses instead of /v1/sonar. Migrate here:"
            + " https://docs.perplexity.ai/docs/agent-api/migrate-from-sonar/overview",
        "chat_completions_not_available");
  }

  static PerplexityError unknownModel(String model) {
    return new PerplexityError(
        400, "validation failed: model \"" + model + "\" is not supported", "invalid_model");
  }

  static PerplexityError of(Trouble trouble) {
    return switch (trouble) {
      case Trouble.ServerError(int status) ->
          new PerplexityError(status, "Internal server error.", "internal_server_error");
      case Trouble.RateLimited _ ->
          new PerplexityError(
              429,
              "Request rate limit exceeded, please try again later.",
              "request_rate_limit_exceeded");
      case Trouble.Refusal refusal -> refused(refusal);
    };
  }

  private static PerplexityError refused(Trouble.Refusal refusal) {
    return switch (refusal) {
      case QUOTA_EXHAUSTED, SPEND_LIMIT_REACHED, DAILY_QUOTA_EXHAUSTED ->
          new PerplexityError(
              401,
              "You exceeded your current quota, please check your plan and billing details.",
              "insufficient_quota");
      case REQUEST_TOO_LARGE ->
          new PerplexityError(413, "Request entity too large.", "request_too_large");
      case BAD_KEY -> badKey();
      case UNKNOWN_MODEL -> unknownModel("the-model-you-asked-for");
      case CONTEXT_TOO_LONG ->
          new PerplexityError(
              400, "The prompt has more tokens than the model takes.", "too_many_prompt_tokens");
    };
  }

  static HttpReply reply(Trouble trouble, Stamp stamp) {
    HttpReply reply = of(trouble).reply(stamp);
    return trouble instanceof Trouble.RateLimited limited
        ? reply.withHeaders(advice(limited, stamp))
        : reply;
  }

  private static Map<String, String> advice(Trouble.RateLimited limited, Stamp stamp) {
    return switch (limited.advice()) {
      case USUAL, RESET_HEADERS -> allowance(stamp, 0, limited.retryAfter());
      default -> RetryHeaders.of(limited, stamp);
    };
  }

  HttpReply reply(Stamp stamp) {
    return new HttpReply(code, basic(stamp), Json.write(body()));
  }

  private ObjectNode body() {
    ObjectNode body = Json.object();
    body.putObject("error").put("message", message).put("type", type).put("code", code);
    return body;
  }

  /** Those on a good answer. */
  static Map<String, String> headers(Stamp stamp, int requestsLeft) {
    Map<String, String> headers = basic(stamp);
    headers.putAll(allowance(stamp, requestsLeft, Duration.ofMinutes(1)));
    return headers;
  }

  private static Map<String, String> basic(Stamp stamp) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(stamp.at().atOffset(ZoneOffset.UTC)));
    headers.put("content-type", "application/json");
    headers.put("x-request-id", AgentBody.uuid(stamp, ""));
    return headers;
  }

  private static Map<String, String> allowance(Stamp stamp, int left, Duration reset) {
    return Map.of(
        "x-ratelimit-limit",
        Integer.toString(REQUEST_LIMIT),
        "x-ratelimit-remaining",
        Integer.toString(left),
        "x-ratelimit-used",
        Integer.toString(REQUEST_LIMIT - left),
        "x-ratelimit-reset",
        Long.toString(stamp.at().plus(reset).plusMillis(999).getEpochSecond()));
  }
}
