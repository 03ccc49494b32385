package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.provider.Json;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Answers of OpenAI's own {@code /responses}, and of servers that imitate it. */
final class OpenAiResponsesAnswers extends ResponsesAnswers {
  /** xAI tells money in ticks, of which a dollar has ten thousand million. */
  private static final int TICK_DIGITS = 10;

  OpenAiResponsesAnswers(String provider) {
    super(provider);
  }

  /** Here input_tokens includes what the cache held, so that has to be taken off. */
  @Override
  protected Usage usage(JsonNode body) {
    JsonNode usage = body.path("usage");
    JsonNode input = usage.path("input_tokens_details");
    long cacheRead = Json.count(input.path("cached_tokens"));
    long cacheWrite = Json.count(input.path("cache_write_tokens"));
    return new Usage(
        Math.max(0, Json.count(usage.path("input_tokens")) - cacheRead - cacheWrite),
        cacheRead,
        cacheWrite,
        Json.count(usage.path("output_tokens")),
        Json.count(usage.path("output_tokens_details").path("reasoning_tokens")),
        0,
        searches(body));
  }

  /** Told since 2026; before, only the items show it. */
  private long searches(JsonNode body) {
    JsonNode told = body.path("tool_usage").path("web_search").path("num_requests");
    return told.isNumber() ? Json.count(told) : content(body).searches();
  }

  /** Of xAI; OpenAI says nothing. */
  @Override
  protected Optional<BigDecimal> reportedCost(JsonNode body) {
    return Json.amount(body.path("usage").path("cost_in_usd_ticks"))
        .map(ticks -> ticks.movePointLeft(TICK_DIGITS));
  }
}
