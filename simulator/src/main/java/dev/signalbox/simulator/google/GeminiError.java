package dev.signalbox.simulator.google;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.RetryHeaders;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import dev.signalbox.simulator.wire.Trouble.Advice;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code {error:{code, message, status, details}}}.
 *
 * @param details none when empty
 */
record GeminiError(int code, String message, String status, List<ObjectNode> details) {
  private static final String TYPE = "type.googleapis.com/google.rpc.";

  static GeminiError invalid(String message) {
    return new GeminiError(400, message, "INVALID_ARGUMENT", List.of());
  }

  static GeminiError unregistered() {
    return new GeminiError(
        403,
        "Method doesn't allow unregistered callers (callers without established identity). Please"
            + " use API Key or other form of API consumer identity to call this API.",
        "PERMISSION_DENIED",
        List.of());
  }

  static GeminiError badKey() {
    ObjectNode info = detail("ErrorInfo").put("reason", "API_KEY_INVALID");
    info.put("domain", "googleapis.com")
        .putObject("metadata")
        .put("service", "generativelanguage.googleapis.com");
    return new GeminiError(
        400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT", List.of(info));
  }

  static GeminiError unknownModel(String model) {
    return new GeminiError(
        404,
        "models/%s is not found for API version v1beta, or is not supported for generateContent. Call ModelService.ListModels to see the list of available models and their supported methods."
            .formatted(model),
        "NOT_FOUND",
        List.of());
  }

  static GeminiError of(Trouble trouble) {
    return switch (trouble) {
      case Trouble.ServerError(int status) -> server(status);
      case Trouble.RateLimited limited -> rateLimited(limited);
      case Trouble.Refusal refusal -> refused(refusal);
    };
  }

  private static GeminiError server(int status) {
    return switch (status) {
      case 503 ->
          new GeminiError(
              503, "The model is overloaded. Please try again later.", "UNAVAILABLE", List.of());
      case 504 ->
          new GeminiError(
              504,
              "Deadline expired before operation could complete.",
              "DEADLINE_EXCEEDED",
              List.of());
      default -> new GeminiError(status, "Internal error encountered.", "INTERNAL", List.of());
    };
  }

  private static GeminiError rateLimited(Trouble.RateLimited limited) {
    boolean told = limited.advice() == Advice.USUAL || limited.advice() == Advice.BODY;
    Duration wait = limited.retryAfter();
    ObjectNode violation = quota("GenerateContentPaidTierInputTokensPerModelPerMinute", "1000000");
    if (!told) {
      return exhausted("You exceeded your current quota, please check your plan.", violation);
    }
    ObjectNode retry = detail("RetryInfo").put("retryDelay", compact(wait));
    return new GeminiError(
        429,
        "You exceeded your current quota, please check your plan and billing details.\nPlease retry"
            + " in %s.".formatted(compact(wait)),
        "RESOURCE_EXHAUSTED",
        List.of(violation, retry));
  }

  /** As this API writes durations: {@code 48s}, {@code 34.4s}. */
  private static String compact(Duration duration) {
    String millis =
        duration.toMillisPart() == 0
            ? ""
            : ".%03d".formatted(duration.toMillisPart()).replaceFirst("0+$", "");
    return duration.toSeconds() + millis + "s";
  }

  private static GeminiError exhausted(String message, ObjectNode... details) {
    return new GeminiError(429, message, "RESOURCE_EXHAUSTED", List.of(details));
  }

  private static ObjectNode quota(String id, String limit) {
    ObjectNode failure = detail("QuotaFailure");
    failure
        .putArray("violations")
        .addObject()
        .put("quotaMetric", "generativelanguage.googleapis.com/generate_content_requests")
        .put("quotaId", id)
        .put("quotaValue", limit);
    return failure;
  }

  private static ObjectNode detail(String type) {
    return Json.object().put("@type", TYPE + type);
  }

  private static GeminiError refused(Trouble.Refusal refusal) {
    return switch (refusal) {
      case QUOTA_EXHAUSTED -> exhausted("Your prepayment credits are depleted.");
      case DAILY_QUOTA_EXHAUSTED ->
          exhausted(
              "You exceeded your current quota, please check your plan and billing details.",
              quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "250"),
              detail("RetryInfo").put("retryDelay", "41s"));
      case SPEND_LIMIT_REACHED -> exhausted("Your project has exceeded its monthly spending cap.");
      case REQUEST_TOO_LARGE -> invalid("Request payload size exceeds the limit: 20971520 bytes.");
      case BAD_KEY -> badKey();
      case UNKNOWN_MODEL -> unknownModel("the-model-you-asked-for");
      case CONTEXT_TOO_LONG ->
          invalid(
              "The input token count (1200000) exceeds the maximum number of tokens allowed"
                  + " (1048576).");
    };
  }

  static HttpReply reply(Trouble trouble, Stamp stamp) {
    HttpReply reply = of(trouble).reply(stamp);
    return trouble instanceof Trouble.RateLimited limited
        ? reply.withHeaders(RetryHeaders.of(limited, stamp))
        : reply;
  }

  HttpReply reply(Stamp stamp) {
    return new HttpReply(code, headers(stamp), Json.write(body()));
  }

  ObjectNode body() {
    ObjectNode body = Json.object();
    ObjectNode error =
        body.putObject("error").put("code", code).put("message", message).put("status", status);
    if (!details.isEmpty()) {
      error.putArray("details").addAll(details);
    }
    return body;
  }

  /** Those on every answer; none tells what is left of a limit. */
  static Map<String, String> headers(Stamp stamp) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json; charset=UTF-8");
    headers.put(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(stamp.at().atOffset(ZoneOffset.UTC)));
    headers.put("x-gemini-service-tier", "standard");
    headers.put("server-timing", "gfet4t7; dur=" + stamp.processing().toMillis());
    return headers;
  }
}
