package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import dev.signalbox.simulator.wire.Trouble.Advice;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code {error:{message, type, param, code}}}. */
record OpenAiError(
    int status, String message, String type, @Nullable String param, @Nullable String code) {
  static final Set<Integer> SERVER_ERRORS = Set.of(500, 502, 503, 504);

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

  static OpenAiError noJson() {
    return invalid(
        "We could not parse the JSON body of your request. The API expects a JSON payload, but"
            + " what was sent was not valid JSON.",
        null,
        null);
  }

  static OpenAiError promptFiltered() {
    return invalid(
        "Your request was rejected as a result of our safety system. Your prompt may contain text"
            + " that is not allowed.",
        "prompt",
        "content_policy_violation");
  }

  static OpenAiError of(Trouble trouble) {
    return switch (trouble) {
      case Trouble.ServerError(int status) -> server(status);
      case Trouble.RateLimited limited -> rateLimited(limited);
      case Trouble.Refusal refusal -> refused(refusal);
    };
  }

  private static OpenAiError server(int status) {
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

  private static OpenAiError rateLimited(Trouble.RateLimited limited) {
    boolean told = limited.advice() == Advice.USUAL || limited.advice() == Advice.BODY;
    String sentence =
        told ? " Please try again in " + RateLimit.compact(limited.retryAfter()) + "." : "";
    return new OpenAiError(
        429,
        "Rate limit reached for requests in organization org-simulated on requests per min (RPM):"
            + " Limit %d, Used %d, Requested 1.%s"
                .formatted(RateLimit.REQUEST_LIMIT, RateLimit.REQUEST_LIMIT, sentence),
        "requests",
        null,
        "rate_limit_exceeded");
  }

  private static OpenAiError refused(Trouble.Refusal refusal) {
    return switch (refusal) {
      case QUOTA_EXHAUSTED, SPEND_LIMIT_REACHED ->
          new OpenAiError(
              429,
              "You exceeded your current quota, please check your plan and billing details.",
              "insufficient_quota",
              null,
              "insufficient_quota");
      case DAILY_QUOTA_EXHAUSTED ->
          new OpenAiError(
              429,
              "Rate limit reached for requests in organization org-simulated on requests per day"
                  + " (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.",
              "requests",
              null,
              "rate_limit_exceeded");
      case REQUEST_TOO_LARGE ->
          new OpenAiError(
              429,
              "Request too large for organization org-simulated on tokens per min (TPM): Limit"
                  + " 30000, Requested 48211. The input or output tokens must be reduced in order"
                  + " to run successfully.",
              "tokens",
              null,
              "rate_limit_exceeded");
      case BAD_KEY ->
          unauthorized(
              "Incorrect API key provided: sk-simul************ated. You can find your API key at"
                  + " https://platform.openai.com/account/api-keys.",
              "invalid_api_key");
      case UNKNOWN_MODEL -> unknownModel("the-model-you-asked-for");
      case CONTEXT_TOO_LONG ->
          invalid(
              "This model's maximum context length is 128000 tokens. However, your messages"
                  + " resulted in 190210 tokens. Please reduce the length of the messages.",
              "messages",
              "context_length_exceeded");
    };
  }

  /** The answer to trouble, with the advice that goes with it. */
  static HttpReply reply(Trouble trouble, OpenAiError error, Stamp stamp) {
    HttpReply reply = error.reply(stamp);
    return trouble instanceof Trouble.RateLimited limited
        ? reply.withHeaders(RateLimit.advice(limited, stamp))
        : reply;
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
