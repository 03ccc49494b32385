package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small value that satisfies a JSON schema of the kind that providers take: types, enums,
 * constants, required properties, items, alternatives, references within the document, bounds, and
 * the usual formats. A {@code pattern} is not looked at.
 */
final class MinimalInstance {
  /** Deeper than any schema that a provider takes; ends a schema that contains itself. */
  private static final int DEEPEST = 32;

  /** Ends a schema that contains itself twice, or that asks for a million items. */
  private static final int MOST_NODES = 10_000;

  private static final int LONGEST_STRING = 10_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode root;
  private int nodes;

  private MinimalInstance(JsonNode root) {
    this.root = root;
  }

  static JsonNode of(JsonNode schema) {
    return new MinimalInstance(schema).instance(schema, DEEPEST);
  }

  private JsonNode instance(JsonNode schema, int depth) {
    if (depth == 0 || ++nodes > MOST_NODES) {
      return NODES.nullNode();
    }
    if (schema.has("$ref")) {
      return instance(referred(schema.get("$ref").stringValue("")), depth - 1);
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (!schema.path("enum").isEmpty()) {
      return schema.get("enum").get(0);
    }
    for (String keyword : new String[] {"anyOf", "oneOf", "allOf"}) {
      if (!schema.path(keyword).isEmpty()) {
        return instance(schema.get(keyword).get(0), depth - 1);
      }
    }
    return ofType(type(schema), schema, depth);
  }

  private JsonNode ofType(String type, JsonNode schema, int depth) {
    // Google writes types in capitals.
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "string" -> NODES.stringNode(string(schema));
      case "integer" -> NODES.numberNode((long) Math.ceil(least(schema, 1)));
      case "number" -> NODES.numberNode(least(schema, 0.5));
      case "boolean" -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray() && !type.isEmpty()) {
      return type.get(0).stringValue("null");
    }
    return type.stringValue(schema.has("properties") ? "object" : "string");
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    for (JsonNode name : schema.path("required")) {
      JsonNode property = schema.path("properties").path(name.stringValue(""));
      object.set(name.stringValue(""), instance(property, depth - 1));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = Json.array();
    for (int i = 0; i < schema.path("minItems").asInt(0) && nodes < MOST_NODES; i++) {
      array.add(instance(schema.path("items"), depth - 1));
    }
    return array;
  }

  private static String string(JsonNode schema) {
    String text =
        switch (schema.path("format").stringValue("")) {
          case "date" -> "2026-01-01";
          case "date-time" -> "2026-01-01T00:00:00Z";
          case "time" -> "00:00:00Z";
          case "email" -> "someone@example.com";
          case "uri" -> "https://example.com/";
          case "uuid" -> "00000000-0000-4000-8000-000000000000";
          default -> "unknown";
        };
    int least = Math.min(LONGEST_STRING, schema.path("minLength").asInt(0));
    String longEnough = text + "x".repeat(Math.max(0, least - text.length()));
    int most = schema.path("maxLength").asInt(longEnough.length());
    return longEnough.substring(0, Math.clamp(most, 0, longEnough.length()));
  }

  /** The smallest number allowed, zero when nothing says. */
  private static double least(JsonNode schema, double step) {
    if (schema.has("exclusiveMinimum")) {
      return schema.get("exclusiveMinimum").asDouble(0) + step;
    }
    double most = schema.path("maximum").asDouble(Double.MAX_VALUE);
    return Math.min(most, schema.path("minimum").asDouble(0));
  }

  /** Only {@code #} and JSON pointers into the same document ({@code #/$defs/Name}). */
  private JsonNode referred(String reference) {
    return reference.startsWith("#/") ? root.at(reference.substring(1)) : root;
  }
}
