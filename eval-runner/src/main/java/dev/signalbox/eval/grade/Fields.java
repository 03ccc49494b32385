package dev.signalbox.eval.grade;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** JSON taken apart into its leaves. An empty object or array is a leaf too. */
final class Fields {
  private static final Pattern PLAIN_NAME = Pattern.compile("\\w+");
  private static final String ROOT = "(answer)";

  private final Map<String, JsonNode> byPath = new LinkedHashMap<>();

  private Fields() {}

  /** By path, such as {@code line_items[2].total}, in document order. */
  static Map<String, JsonNode> of(JsonNode root) {
    Fields fields = new Fields();
    fields.collect("", root);
    return fields.byPath;
  }

  private void collect(String path, JsonNode node) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(field -> collect(path + step(path, field.getKey()), field.getValue()));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i));
      }
    } else {
      byPath.put(path.isEmpty() ? ROOT : path, node);
    }
  }

  /** A name that could be mistaken for a path is quoted, so that no two fields share one. */
  private static String step(String path, String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      return "[" + StringNode.valueOf(name) + "]";
    }
    return path.isEmpty() ? name : "." + name;
  }
}
