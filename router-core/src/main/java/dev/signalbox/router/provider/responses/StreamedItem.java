package dev.signalbox.router.provider.responses;

import dev.signalbox.router.provider.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** One item of an answer's output while it comes in. Not thread-safe. */
final class StreamedItem {
  private JsonNode announced = MissingNode.getInstance();
  private JsonNode done = MissingNode.getInstance();
  private final Map<Place, StringBuilder> texts = new LinkedHashMap<>();

  /** What a fragment is a fragment of. */
  enum Kind {
    TEXT,
    REFUSAL,
    SUMMARY,
    REASONING,
    ARGUMENTS
  }

  private record Place(Kind kind, long index) {}

  void announce(JsonNode item) {
    announced = item;
  }

  void finish(JsonNode item) {
    done = item;
  }

  String callId() {
    return Json.text(announced.path("call_id"));
  }

  String name() {
    return Json.text(announced.path("name"));
  }

  /**
   * Takes a fragment.
   *
   * @param index of the part that it belongs to
   * @return whether it begins a part that is not the item's first
   */
  boolean append(Kind kind, long index, String fragment) {
    Place place = new Place(kind, index);
    boolean anotherPart = !texts.isEmpty() && !texts.containsKey(place);
    texts.computeIfAbsent(place, _ -> new StringBuilder()).append(fragment);
    return anotherPart;
  }

  /**
   * What of it was told; nothing when only its announcement came, which promises nothing:
   * Perplexity announces its own searches as calls of a tool.
   */
  Optional<JsonNode> told() {
    ObjectNode item = Json.newObject();
    texts.forEach((place, text) -> add(item, place.kind(), text.toString()));
    return Optional.<JsonNode>of(item).filter(it -> !it.isEmpty());
  }

  /** The item as it was when it was done; as it was told if that did not come. */
  Optional<JsonNode> whole() {
    return Optional.of(done).filter(JsonNode::isObject).or(this::told);
  }

  private void add(ObjectNode item, Kind kind, String text) {
    switch (kind) {
      case TEXT -> addPart(item, "message", "content").put("type", "output_text").put("text", text);
      case REFUSAL ->
          addPart(item, "message", "content").put("type", "refusal").put("refusal", text);
      case SUMMARY ->
          addPart(item, "reasoning", "summary").put("type", "summary_text").put("text", text);
      case REASONING ->
          addPart(item, "reasoning", "content").put("type", "reasoning_text").put("text", text);
      case ARGUMENTS ->
          item.put("type", "function_call")
              .put("call_id", callId())
              .put("name", name())
              .put("arguments", text);
    }
  }

  private static ObjectNode addPart(ObjectNode item, String type, String parts) {
    return item.put("type", type).withArrayProperty(parts).addObject();
  }
}
