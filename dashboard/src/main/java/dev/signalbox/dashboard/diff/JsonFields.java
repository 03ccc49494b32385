package dev.signalbox.dashboard.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object as flat paths with their values, in its own order. */
final class JsonFields {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** More would not be read by anyone. */
  private static final int MOST = 300;

  private JsonFields() {}

  /** Absent when {@code text} is no JSON object, or one with nothing in it. */
  static Optional<Map<String, String>> of(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      Map<String, String> fields = new LinkedHashMap<>();
      if (root.isObject()) {
        collect("", root, fields);
      }
      return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /** One line a field where {@code text} is JSON, else the text itself. */
  static String pretty(String text) {
    try {
      return JSON.readTree(text).toPrettyString();
    } catch (JacksonException _) {
      return text;
    }
  }

  private static void collect(String path, JsonNode node, Map<String, String> fields) {
    if (fields.size() >= MOST) {
      return;
    }
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(field ->
              collect(
                  path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                  field.getValue(),
                  fields));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i), fields);
      }
    } else {
      fields.put(path, node.isString() ? node.stringValue() : node.toString());
    }
  }
}
