package dev.signalbox.router.provider;

import dev.signalbox.router.outcome.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What errors in OpenAI's shape mean: those of its two APIs, of Perplexity's, and of all who
 * imitate them, as an HTTP answer or inside a success.
 */
public final class OpenAiErrors {
  private static final int SERVER_ERROR = 500;

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
          Map.entry("rate_limit_error", 429),
          Map.entry("rate_limit_exceeded", 429),
          Map.entry("request_rate_limit_exceeded", 429),
          Map.entry("requests", 429),
          Map.entry("tokens", 429),
          Map.entry("overloaded", 503),
          Map.entry("overloaded_error", 503),
          Map.entry("server_is_overloaded", 503),
          Map.entry("service_unavailable", 503),
          Map.entry("slow_down", 503));

  private OpenAiErrors() {}

  /** Whose fault an error is: one of the provider's, or nothing when it is the request's. */
  public static Optional<Fault> fault(WireError error) {
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
        || error.says("context window", "maximum context length")
        || error.says("maximum prompt length", "prompt is too long")) {
      return Optional.of(Fault.CONTEXT_TOO_LONG);
    }
    if (isFiltered(error)) {
      return Optional.of(Fault.FILTERED);
    }
    return error.status() == 429 && error.says("request too large")
        ? Optional.of(Fault.REQUEST_TOO_LARGE)
        : Optional.empty();
  }

  /** In the words of OpenAI and Azure, then of those two, DeepSeek, xAI and OpenRouter in prose. */
  private static boolean isFiltered(WireError error) {
    return error.is("content_filter", "content_policy_violation", "image_content_policy_violation")
        || error.is("cyber_policy")
        || error.says("content management policy", "content exists risk")
        || error.says("usage policy", "usage policies", "usage guidelines", "requires moderation");
  }

  /**
   * The status that an error inside a success would have had alone. Where nothing tells it, the
   * provider is at fault: it had taken the request already.
   */
  public static int statusInside(JsonNode body) {
    JsonNode error = body.path("error").isObject() ? body.path("error") : body;
    return Stream.of(error.path("status_code"), error.path("code"), error.path("status"))
        .mapToInt(node -> (int) Json.count(node))
        .filter(status -> status >= 400 && status < 600)
        .findFirst()
        .orElseGet(() -> statusByWord(error));
  }

  private static int statusByWord(JsonNode error) {
    return Stream.of(error.path("code"), error.path("type"))
        .map(Json::text)
        .flatMap(word -> status(word).stream())
        .findFirst()
        .orElse(SERVER_ERROR);
  }

  private static Optional<Integer> status(String word) {
    return Optional.ofNullable(STATUS_BY_WORD.get(word))
        .or(() -> word.startsWith("invalid_") ? Optional.of(400) : Optional.empty());
  }
}
