package dev.signalbox.router.provider.google;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.provider.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer put together from responses: a whole one is a single response, a streamed one several
 * of the same shape. Only the first candidate is read; no more are asked for. Not thread-safe.
 */
final class GeminiDraft {
  private final GeminiContent content;
  private final Map<Object, Citation> citations = new LinkedHashMap<>();
  private JsonNode usage = MissingNode.getInstance();
  private String finish = "";
  private String model = "";
  private String why = "";
  private boolean blocked;
  private int searches;

  GeminiDraft(String provider) {
    content = new GeminiContent(provider);
  }

  /** Adds a response, and says what is new with it. */
  List<Piece> add(JsonNode response) {
    JsonNode candidate = response.path("candidates").path(0);
    List<Piece> pieces = new ArrayList<>();
    candidate.path("content").path("parts").forEach(part -> pieces.addAll(content.add(part)));
    citations(candidate)
        .filter(citation -> citations.putIfAbsent(citation.source(), citation) == null)
        .map(Piece.Cited::new)
        .forEach(pieces::add);
    searches += candidate.path("groundingMetadata").path("webSearchQueries").size();
    finish = Json.someText(candidate.path("finishReason")).orElse(finish);
    model = Json.someText(response.path("modelVersion")).orElse(model);
    blocked |= isBlocked(response);
    why = Optional.of(why(response)).filter(said -> !said.isEmpty()).orElse(why);
    if (response.path("usageMetadata").isObject()) {
      usage = response.path("usageMetadata"); // each counts from the answer's beginning
    }
    return pieces;
  }

  /** Whether an answer ends for good with this response. */
  static boolean isLast(JsonNode response) {
    JsonNode reason = response.path("candidates").path(0).path("finishReason");
    return isBlocked(response) || (reason.isString() && response.path("usageMetadata").isObject());
  }

  /** Why an answer ended, as the response has it: the reason's name, and a sentence if any. */
  static String why(JsonNode response) {
    JsonNode prompt = response.path("promptFeedback");
    JsonNode candidate = response.path("candidates").path(0);
    return Stream.of(
            prompt.path("blockReason"),
            prompt.path("blockReasonMessage"),
            candidate.path("finishReason"),
            candidate.path("finishMessage"))
        .flatMap(said -> Json.someText(said).stream())
        .collect(Collectors.joining(": "));
  }

  String why() {
    return why;
  }

  boolean isWhole() {
    return blocked || !finish.isEmpty();
  }

  Reply reply() {
    return new Reply(
        content.parts(),
        Optional.empty(),
        List.copyOf(citations.values()),
        blocked ? FinishReason.CONTENT_FILTER : finish(),
        usage(),
        new Revision(model, Optional.empty()),
        Optional.empty());
  }

  private static boolean isBlocked(JsonNode response) {
    return response.path("candidates").isEmpty()
        && Json.someText(response.path("promptFeedback").path("blockReason")).isPresent();
  }

  private FinishReason finish() {
    return switch (finish) {
      case "STOP" -> content.hasToolCalls() ? FinishReason.TOOL_CALLS : FinishReason.DONE;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII" ->
          FinishReason.CONTENT_FILTER;
      default -> finish.startsWith("IMAGE_") ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
    };
  }

  /**
   * What came from the cache is part of the prompt's count; what tools brought into the prompt, and
   * the reasoning, are counted beside prompt and answer. Models before the third generation bill
   * searching once an answer, however often they searched.
   */
  private Usage usage() {
    long prompt = Json.count(usage.path("promptTokenCount"));
    long cached = Json.count(usage.path("cachedContentTokenCount"));
    long reasoning = Json.count(usage.path("thoughtsTokenCount"));
    return new Usage(
        Math.max(0, prompt - cached) + Json.count(usage.path("toolUsePromptTokenCount")),
        cached,
        0,
        Json.count(usage.path("candidatesTokenCount")) + reasoning,
        reasoning,
        0,
        GeminiGeneration.isBeforeThird(model) ? Math.min(1, searches) : searches);
  }

  /** Pages that the answer rests on, and works that it happens to recite. */
  private static Stream<Citation> citations(JsonNode candidate) {
    JsonNode recited = candidate.path("citationMetadata");
    Stream<JsonNode> grounds =
        candidate.path("groundingMetadata").path("groundingChunks").valueStream();
    return Stream.of(
            grounds.flatMap(JsonNode::valueStream),
            recited.path("citationSources").valueStream(),
            recited.path("citations").valueStream())
        .flatMap(sources -> sources)
        .filter(source -> Json.someText(source.path("uri")).isPresent())
        .map(source ->
            new Citation(
                Json.someText(source.path("uri")),
                Json.someText(source.path("title")),
                Optional.empty()));
  }
}
