package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.provider.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What an answer of {@code /chat/completions} used, wherever and however it is told. */
final class OpenAiChatUsage {
  /** xAI counts in ten-billionths of a dollar. */
  private static final int TICK_DIGITS = 10;

  private OpenAiChatUsage() {}

  /** Here prompt_tokens includes what the cache held, so that has to be taken off. */
  static Usage usage(JsonNode body) {
    JsonNode usage = node(body);
    JsonNode prompt = usage.path("prompt_tokens_details");
    long cacheRead =
        first(
            prompt.path("cached_tokens"),
            usage.path("prompt_cache_hit_tokens"), // DeepSeek
            usage.path("cached_tokens")); // Together, Moonshot
    long cacheWrite = Json.count(prompt.path("cache_write_tokens"));
    return new Usage(
        Math.max(0, Json.count(usage.path("prompt_tokens")) - cacheRead - cacheWrite),
        cacheRead,
        cacheWrite,
        output(usage),
        reasoning(usage));
  }

  /** OpenRouter gives a number, Perplexity an object with a total, xAI ticks; OpenAI nothing. */
  static Optional<BigDecimal> reportedCost(JsonNode body) {
    JsonNode usage = node(body);
    JsonNode cost = usage.path("cost");
    return Json.amount(cost.isObject() ? cost.path("total_cost") : cost)
        .or(() ->
            Json.amount(usage.path("cost_in_usd_ticks"))
                .map(ticks -> ticks.movePointLeft(TICK_DIGITS)));
  }

  /** Groq streams it inside {@code x_groq}, Moonshot inside the choice. */
  private static JsonNode node(JsonNode body) {
    return Stream.of(
            body.path("usage"),
            body.path("x_groq").path("usage"),
            body.path("choices").path(0).path("usage"))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Reasoning is within completion_tokens, but for xAI's, whose total then exceeds the sum. */
  private static long output(JsonNode usage) {
    long completion = Json.count(usage.path("completion_tokens"));
    long apart = Json.count(usage.path("prompt_tokens")) + completion + reasoning(usage);
    return reasoning(usage) > 0 && Json.count(usage.path("total_tokens")) == apart
        ? completion + reasoning(usage)
        : completion;
  }

  private static long reasoning(JsonNode usage) {
    return Json.count(usage.path("completion_tokens_details").path("reasoning_tokens"));
  }

  private static long first(JsonNode... counts) {
    return Stream.of(counts)
        .mapToLong(Json::count)
        .filter(count -> count > 0)
        .findFirst()
        .orElse(0);
  }
}
