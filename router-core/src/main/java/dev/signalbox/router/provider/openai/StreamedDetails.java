package dev.signalbox.router.provider.openai;

import dev.signalbox.router.provider.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenRouter's {@code reasoning_details} of a streamed answer: pieces of one detail, which follow
 * each other, are put together, or the signature at its end would vouch for nothing. Not
 * thread-safe.
 */
final class StreamedDetails {
  /** What comes in pieces; all else of a detail stands in one of them. */
  private static final Set<String> IN_PIECES = Set.of("text", "summary", "data");

  private final List<Detail> details = new ArrayList<>();

  void add(JsonNode fragments) {
    for (JsonNode fragment : fragments) {
      if (details.isEmpty() || !details.getLast().goesOnWith(fragment)) {
        details.add(new Detail());
      }
      fragment.forEachEntry(details.getLast()::add);
    }
  }

  ArrayNode json() {
    ArrayNode whole = Json.newObject().putArray("reasoning_details");
    details.forEach(detail -> whole.add(detail.json()));
    return whole;
  }

  /** One detail. */
  private static final class Detail {
    private final ObjectNode rest = Json.newObject();
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

    boolean goesOnWith(JsonNode fragment) {
      return rest.path("type").equals(fragment.path("type"))
          && rest.path("index").equals(fragment.path("index"));
    }

    void add(String name, JsonNode value) {
      if (IN_PIECES.contains(name) && value.isString()) {
        texts.computeIfAbsent(name, _ -> new StringBuilder()).append(value.stringValue());
      } else if (!value.isNull() || !rest.has(name)) {
        rest.set(name, value);
      }
    }

    ObjectNode json() {
      ObjectNode whole = rest.deepCopy();
      texts.forEach((name, text) -> whole.put(name, text.toString()));
      return whole;
    }
  }
}
