package dev.signalbox.simulator;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Which fields a JSON document has, and of which type each is. */
final class Shape {
  private Shape() {}

  /** Types by path; the elements of a list share one path. */
  static Map<String, String> of(JsonNode document) {
    TreeMap<String, String> types = new TreeMap<>();
    collect("", document, types);
    return types;
  }

  private static void collect(String path, JsonNode node, Map<String, String> types) {
    types.put(path.isEmpty() ? "/" : path, node.getNodeType().toString());
    node.propertyStream()
        .forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), types));
    if (node.isArray()) {
      node.forEach(element -> collect(path + "/*", element, types));
    }
  }
}
