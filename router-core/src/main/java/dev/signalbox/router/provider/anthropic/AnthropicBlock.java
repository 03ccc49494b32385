package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.provider.Json;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A block of a streamed answer while it grows. */
final class AnthropicBlock {
  private static final String INPUT = "input";
  private static final String CITATIONS = "citations";

  private final ObjectNode begun;
  private final int toolCall;
  private final TreeMap<String, StringBuilder> grown = new TreeMap<>();

  /**
   * @param begun the block as it was announced; changed by what follows
   * @param toolCall which of the answer's tool calls it is, counted from 0; negative if it is none
   */
  AnthropicBlock(ObjectNode begun, int toolCall) {
    this.begun = begun;
    this.toolCall = toolCall;
  }

  /** What the block's beginning adds to the answer. */
  List<Piece> start() {
    if (toolCall >= 0) {
      String id = Json.text(begun.path("id"));
      return List.of(new Piece.ToolCall(toolCall, id, Json.text(begun.path("name"))));
    }
    // As a rule, both are empty here.
    Optional<Piece> text = Json.someText(begun.path("text")).map(Piece.Text::new);
    return text.or(() -> Json.someText(begun.path("thinking")).map(Piece.Reasoning::new)).stream()
        .toList();
  }

  /** Grows by {@code delta}, and says what that adds to the answer. */
  Optional<Piece> add(JsonNode delta) {
    return switch (Json.text(delta.path("type"))) {
      case "text_delta" -> grow("text", delta.path("text")).map(Piece.Text::new);
      case "thinking_delta" -> grow("thinking", delta.path("thinking")).map(Piece.Reasoning::new);
      case "signature_delta" -> {
        grow("signature", delta.path("signature"));
        yield Optional.<Piece>empty();
      }
      case "input_json_delta" ->
          grow(INPUT, delta.path("partial_json"))
              .filter(_ -> toolCall >= 0)
              .map(fragment -> new Piece.Arguments(toolCall, fragment));
      case "citations_delta" -> cite(delta.path("citation"));
      default -> Optional.<Piece>empty();
    };
  }

  /** What is left to say at its end: the arguments of a call that came at once, or are none. */
  List<Piece> stop() {
    return toolCall >= 0 && !grown.containsKey(INPUT)
        ? List.of(new Piece.Arguments(toolCall, AnthropicAnswers.arguments(begun)))
        : List.of();
  }

  /** The block as the API would have sent it whole. */
  JsonNode json() {
    ObjectNode whole = begun.deepCopy();
    grown.forEach((field, text) -> whole.put(field, text.toString()));
    if (grown.containsKey(INPUT)) {
      // Text stays where the JSON is cut.
      Json.object(whole.path(INPUT).stringValue()).ifPresent(input -> whole.set(INPUT, input));
    }
    return whole;
  }

  private Optional<String> grow(String field, JsonNode more) {
    Optional<String> text = Json.someText(more);
    text.ifPresent(it ->
        grown
            .computeIfAbsent(field, _ -> new StringBuilder(Json.text(begun.path(field))))
            .append(it));
    return text;
  }

  private Optional<Piece> cite(JsonNode citation) {
    ArrayNode citations =
        begun.path(CITATIONS) instanceof ArrayNode told ? told : begun.putArray(CITATIONS);
    citations.add(citation);
    return Optional.of(new Piece.Cited(AnthropicAnswers.citation(citation)));
  }
}
