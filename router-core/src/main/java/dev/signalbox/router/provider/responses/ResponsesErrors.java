package dev.signalbox.router.provider.responses;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.WireError;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What errors of APIs of this shape mean, as an HTTP answer or inside a success. */
final class ResponsesErrors {
  /** Of an error inside a success, its words tell what status it would have had alone. */
  private static final Map<String, Integer> STATUS_BY_WORD =
      Map.ofEntries(
          Map.entry("content_filter", 400),
          Map.entry("content_policy_violation", 400),
          Map.entry("context_length_exceeded", 400),
          Map.entry("cyber_policy", 400),
          Map.entry("image_content_policy_violation", 400),
          Map.entry("model_not_found", 400),
          Map.entry("authentication_error", 401),
          Map.entry("invalid_api_key", 401),
          Map.entry("insufficient_quota", 429),
          Map.entry("rate_limit_exceeded", 429),
          Map.entry("request_rate_limit_exceeded", 429),
          Map.entry("requests", 429),
          Map.entry("tokens", 429),
          Map.entry("overloaded", 503),
          Map.entry("server_is_overloaded", 503),
          Map.entry("slow_down", 503));

  private ResponsesErrors() {}

  static Optional<Fault> fault(WireError error) {
    if (error.is("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")) {
      return Optional.of(Fault.QUOTA_EXHAUSTED);
    }
    if (error.is("model_not_found", "invalid_model", "chat_completions_not_available")) {
      return Optional.of(Fault.MODEL_UNAVAILABLE);
    }
    if (error.is("context_length_exceeded", "too_many_prompt_tokens")
        || error.says("context window", "maximum context length", "prompt is too long")) {
      return Optional.of(Fault.CONTEXT_TOO_LONG);
    }
    if (isFiltered(error)) {
      return Optional.of(Fault.FILTERED);
    }
    if (error.status() == 429 && error.says("request too large")) {
      return Optional.of(Fault.REQUEST_TOO_LARGE);
    }
    return error.usualFault();
  }

  private static boolean isFiltered(WireError error) {
    return error.is("content_filter", "content_policy_violation", "image_content_policy_violation")
        || error.is("cyber_policy")
        || error.says("usage policy", "usage policies", "content management policy");
  }

  /**
   * The status that an error inside a success would have had alone. Where nothing tells it, the
   * provider is at fault: it had taken the request already.
   */
  static int statusInside(JsonNode body) {
    JsonNode error = body.path("error");
    long status = Json.count(error.path("code"));
    if (status >= 400 && status < 600) {
      return (int) status;
    }
    return Stream.of(error.path("code"), error.path("type"))
        .map(Json::text)
        .flatMap(word -> status(word).stream())
        .findFirst()
        .orElse(500);
  }

  private static Optional<Integer> status(String word) {
    return Optional.ofNullable(STATUS_BY_WORD.get(word))
        .or(() -> word.startsWith("invalid_") ? Optional.of(400) : Optional.empty());
  }
}
