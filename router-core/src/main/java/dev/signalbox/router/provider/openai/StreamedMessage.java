package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.provider.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The message of a streamed answer while its deltas come in. Not thread-safe. */
final class StreamedMessage {
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final StreamedDetails details = new StreamedDetails();
  private final StreamedCalls calls = new StreamedCalls();
  private final ArrayNode annotations = Json.newObject().putArray("annotations");

  /** Takes the next delta and says what it adds, but for citations. */
  List<Piece> add(JsonNode delta) {
    List<Piece> pieces = new ArrayList<>();
    String reasoning = OpenAiChatMessage.reasoning(delta);
    if (!reasoning.isEmpty()) {
      boolean named = !Json.text(delta.path(OpenAiChatMessage.REASONING_CONTENT)).isEmpty();
      append(named ? OpenAiChatMessage.REASONING_CONTENT : OpenAiChatMessage.REASONING, reasoning);
      pieces.add(new Piece.Reasoning(reasoning));
    }
    String text = OpenAiChatMessage.text(delta);
    if (!text.isEmpty()) {
      append("content", text);
      pieces.add(new Piece.Text(text));
    }
    String refusal = Json.text(delta.path("refusal"));
    if (!refusal.isEmpty()) {
      append("refusal", refusal);
      pieces.add(new Piece.Refusal(refusal));
    }
    details.add(delta.path(OpenAiChatMessage.REASONING_DETAILS));
    delta.path("annotations").forEach(annotations::add);
    delta.path("tool_calls").forEach(call -> pieces.addAll(calls.add(call)));
    return pieces;
  }

  /** The message as it would have come whole. */
  ObjectNode json() {
    ObjectNode message = Json.newObject();
    texts.forEach((name, text) -> message.put(name, text.toString()));
    message.set(OpenAiChatMessage.REASONING_DETAILS, details.json());
    message.set("annotations", annotations);
    message.set("tool_calls", calls.json());
    return message;
  }

  private void append(String name, String text) {
    texts.computeIfAbsent(name, _ -> new StringBuilder()).append(text);
  }
}
