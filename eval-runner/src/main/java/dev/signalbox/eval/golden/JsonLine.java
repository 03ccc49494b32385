package dev.signalbox.eval.golden;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One line of a JSON Lines file, with exact numbers and the place of everything in it. */
final class JsonLine {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Integer> columns = new HashMap<>();
  private final JsonNode value;

  private JsonLine(JsonParser parser) {
    parser.nextToken();
    value = value("", parser);
    if (parser.nextToken() != null) {
      throw new StreamReadException(
          parser, "there is more after the end of the object", parser.currentTokenLocation());
    }
  }

  /**
   * Reads a line that is not blank.
   *
   * @throws JacksonException if the line is not exactly one JSON value; it says where
   */
  static JsonLine parse(String line) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      return new JsonLine(parser);
    }
  }

  JsonNode value() {
    return value;
  }

  /** Counted from 1: where the key or array element that {@code pointer} leads to stands. */
  int column(String pointer) {
    return columns.getOrDefault(pointer, 1);
  }

  private JsonNode value(String pointer, JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(pointer, parser);
      case START_ARRAY -> array(pointer, parser);
      case VALUE_STRING -> JSON.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> JSON.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> JSON.numberNode(parser.getDecimalValue());
      case VALUE_TRUE, VALUE_FALSE -> JSON.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> JSON.nullNode();
      default -> throw new AssertionError("a JSON value cannot begin with this token");
    };
  }

  private ObjectNode object(String pointer, JsonParser parser) {
    ObjectNode object = JSON.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String inside = pointer + "/" + name;
      columns.put(inside, parser.currentTokenLocation().getColumnNr());
      parser.nextToken();
      object.set(name, value(inside, parser));
    }
    return object;
  }

  private ArrayNode array(String pointer, JsonParser parser) {
    ArrayNode array = JSON.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String inside = pointer + "/" + array.size();
      columns.put(inside, parser.currentTokenLocation().getColumnNr());
      array.add(value(inside, parser));
    }
    return array;
  }
}
