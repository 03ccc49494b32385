package dev.signalbox.router.provider.perplexity;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.responses.ResponsesAnswers;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Answers of {@code /v1/agent}. */
final class PerplexityAgentAnswers extends ResponsesAnswers {
  /** How the text refers to a search result. */
  private static final Pattern MENTION = Pattern.compile("\\[(\\d{1,6})]");

  PerplexityAgentAnswers(String provider) {
    super(provider);
  }

  /** Here input_tokens includes what the cache held, so that has to be taken off. */
  @Override
  protected Usage usage(JsonNode body) {
    JsonNode usage = body.path("usage");
    JsonNode input = usage.path("input_tokens_details");
    long cacheRead = Json.count(input.path("cached_tokens"));
    long cacheWrite = Json.count(input.path("cache_creation_input_tokens"));
    return new Usage(
        Math.max(0, Json.count(usage.path("input_tokens")) - cacheRead - cacheWrite),
        cacheRead,
        cacheWrite,
        Json.count(usage.path("output_tokens")),
        Json.count(usage.path("output_tokens_details").path("reasoning_tokens")),
        0,
        Json.count(usage.path("tool_calls_details").path("search_web").path("invocation")));
  }

  @Override
  protected Optional<BigDecimal> reportedCost(JsonNode body) {
    return Json.amount(body.path("usage").path("cost").path("total_cost"));
  }

  /**
   * First what the text refers to, in that order; then the other results, on which the answer may
   * rest all the same, for one that is JSON refers to nothing.
   */
  @Override
  protected Stream<Citation> sources(JsonNode body, String text) {
    List<JsonNode> results =
        body.path("output")
            .valueStream()
            .flatMap(item ->
                Stream.concat(
                    item.path("results").valueStream(), item.path("contents").valueStream()))
            .toList();
    Map<Long, JsonNode> byId = new HashMap<>();
    results.forEach(result -> byId.putIfAbsent(Json.count(result.path("id")), result));
    Stream<JsonNode> mentioned =
        MENTION
            .matcher(text)
            .results()
            .map(mention -> Long.valueOf(mention.group(1)))
            .distinct()
            .map(byId::get)
            .filter(Objects::nonNull);
    return Stream.concat(mentioned, results.stream()).flatMap(result -> citation(result).stream());
  }

  private static Optional<Citation> citation(JsonNode result) {
    return Json.someText(result.path("url"))
        .map(url ->
            new Citation(
                Optional.of(url),
                Json.someText(result.path("title")),
                Json.someText(result.path("snippet"))));
  }
}
