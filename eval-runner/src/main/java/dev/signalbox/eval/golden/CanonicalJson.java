package dev.signalbox.eval.golden;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** One text for all ways to write the same JSON: sorted keys, no spaces, shortest numbers. */
final class CanonicalJson {
  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  static String of(JsonNode node) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.write(node);
    return canonical.text.toString();
  }

  private void write(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject(node);
      case ARRAY -> writeArray(node);
      // Not in plain digits: 1e999999 would fill the memory.
      case NUMBER -> text.append(node.decimalValue().stripTrailingZeros());
      case STRING, BOOLEAN, NULL -> text.append(node);
      default -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    }
  }

  private void writeObject(JsonNode object) {
    char before = '{';
    for (Map.Entry<String, JsonNode> field :
        object.properties().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      text.append(before).append(StringNode.valueOf(field.getKey())).append(':');
      write(field.getValue());
      before = ',';
    }
    text.append(object.isEmpty() ? "{}" : "}");
  }

  private void writeArray(JsonNode array) {
    text.append('[');
    for (int i = 0; i < array.size(); i++) {
      text.append(i == 0 ? "" : ",");
      write(array.get(i));
    }
    text.append(']');
  }
}
