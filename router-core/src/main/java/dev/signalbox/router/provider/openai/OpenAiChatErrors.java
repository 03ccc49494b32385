package dev.signalbox.router.provider.openai;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.WireError;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the errors of {@code /chat/completions} mean, OpenAI's own and its imitators'. */
final class OpenAiChatErrors {
  /** Of an error inside a success, its words tell what status it would have had alone. */
  private static final Map<String, Integer> STATUS_BY_WORD =
      Map.ofEntries(
          Map.entry("invalid_request_error", 400),
          Map.entry("authentication_error", 401),
          Map.entry("invalid_api_key", 401),
          Map.entry("insufficient_quota", 429),
          Map.entry("rate_limit_exceeded", 429),
          Map.entry("rate_limit_error", 429),
          Map.entry("tokens", 429),
          Map.entry("requests", 429),
          Map.entry("api_error", 500),
          Map.entry("internal_error", 500),
          Map.entry("internal_server_error", 500),
          Map.entry("server_error", 500),
          Map.entry("service_unavailable", 503),
          Map.entry("overloaded", 503),
          Map.entry("overloaded_error", 503));

  private OpenAiChatErrors() {}

  static Optional<Fault> fault(WireError error) {
    return quota(error).or(() -> model(error)).or(() -> request(error)).or(error::usualFault);
  }

  private static Optional<Fault> quota(WireError error) {
    boolean usedUp =
        error.is("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")
            || error.says("insufficient balance", "spending limit", "insufficient credits");
    return usedUp ? Optional.of(Fault.QUOTA_EXHAUSTED) : Optional.empty();
  }

  /** What is wrong between this server and us, and may be right elsewhere. */
  private static Optional<Fault> model(WireError error) {
    if (error.is("model_not_found", "model_decommissioned", "invalid_model", "DeploymentNotFound")
        || error.is("chat_completions_not_available")
        || error.says("not a valid model", "model not exist")) {
      return Optional.of(Fault.MODEL_UNAVAILABLE);
    }
    // Groq: what the model wrote is no call of a tool, or no JSON, though it had to be.
    return error.is("tool_use_failed", "json_validate_failed", "output_parse_failed")
        ? Optional.of(Fault.UNUSABLE_ANSWER)
        : Optional.empty();
  }

  /** What is wrong with this request, for this model or this server. */
  private static Optional<Fault> request(WireError error) {
    if (error.is("context_length_exceeded", "too_many_prompt_tokens")
        || error.says("maximum context length", "maximum prompt length")) {
      return Optional.of(Fault.CONTEXT_TOO_LONG);
    }
    // In the words of OpenAI and Azure, then of those two, DeepSeek, xAI and OpenRouter in prose.
    if (error.is("content_filter", "content_policy_violation")
        || error.says("content management policy", "content exists risk", "usage policy")
        || error.says("usage guidelines", "requires moderation")) {
      return Optional.of(Fault.FILTERED);
    }
    return error.status() == 429 && error.says("request too large")
        ? Optional.of(Fault.REQUEST_TOO_LARGE)
        : Optional.empty();
  }

  /** The status that an error inside a success would have had alone; 200 if it cannot be told. */
  static int statusInside(JsonNode body) {
    JsonNode error = body.path("error").isObject() ? body.path("error") : body;
    return Stream.of(error.path("status_code"), error.path("code"), error.path("status"))
        .mapToInt(node -> (int) Json.count(node))
        .filter(status -> status >= 400 && status < 600)
        .findFirst()
        .orElseGet(() -> statusByWord(error));
  }

  private static int statusByWord(JsonNode error) {
    return Stream.of(error.path("code"), error.path("type"))
        .map(word -> STATUS_BY_WORD.getOrDefault(Json.text(word), 200))
        .filter(status -> status != 200)
        .findFirst()
        .orElse(200);
  }
}
