package dev.signalbox.simulator.anthropic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code output_config}: the effort, and the part of JSON Schema that the API takes. */
final class OutputRules {
  private static final String SCHEMA = "output_config.format.schema: ";

  /** Keywords that need a count or a comparison; the API refuses them by the type they are on. */
  private static final Map<String, Set<String>> REFUSED =
      Map.of(
          "integer",
          Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
          "number",
          Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
          "string",
          Set.of("minLength", "maxLength"),
          "array",
          Set.of("maxItems", "uniqueItems"));

  private OutputRules() {}

  static Optional<String> complaint(ObjectNode body) {
    JsonNode config = body.path("output_config");
    for (String field : config.propertyNames()) {
      if (!field.equals("effort") && !field.equals("format")) {
        return Optional.of("output_config." + field + ": Extra inputs are not permitted");
      }
    }
    Optional<String> effort =
        effort(config.path("effort"), AnthropicModel.named(body.get("model").stringValue()));
    return effort.isPresent() ? effort : format(config.path("format"));
  }

  private static Optional<String> effort(JsonNode effort, AnthropicModel model) {
    if (effort.isMissingNode() || effort.isNull()) {
      return Optional.empty();
    }
    if (model.efforts().isEmpty()) {
      return Optional.of("This model does not support the effort parameter.");
    }
    return model.efforts().contains(effort.stringValue(""))
        ? Optional.empty()
        : Optional.of(
            "This model does not support effort level '%s'. Supported levels: %s."
                .formatted(effort.stringValue(""), String.join(", ", model.efforts())));
  }

  private static Optional<String> format(JsonNode format) {
    if (format.isMissingNode() || format.isNull()) {
      return Optional.empty();
    }
    if (!format.path("type").stringValue("").equals("json_schema")) {
      return Optional.of("output_config.format.type: Input should be 'json_schema'");
    }
    JsonNode schema = format.path("schema");
    if (!schema.isObject()) {
      return Optional.of("output_config.format.schema: Field required");
    }
    return schema.path("type").stringValue("").equals("object")
        ? subschema(schema)
        : Optional.of(SCHEMA + "the root must be of type 'object'");
  }

  /** A complaint about this schema or any below it; a property's name is no keyword. */
  private static Optional<String> subschema(JsonNode schema) {
    Optional<String> complaint = keywords(schema);
    if (complaint.isPresent()) {
      return complaint;
    }
    for (String keyword : List.of("properties", "$defs", "definitions", "anyOf", "allOf")) {
      complaint = firstOf(schema.path(keyword));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return schema.path("items").isObject() ? subschema(schema.path("items")) : Optional.empty();
  }

  private static Optional<String> firstOf(JsonNode schemas) {
    return schemas.valueStream().flatMap(schema -> subschema(schema).stream()).findFirst();
  }

  private static Optional<String> keywords(JsonNode schema) {
    List<String> types = types(schema.path("type"));
    if (types.contains("object") && schema.path("additionalProperties").asBoolean(true)) {
      return Optional.of(
          SCHEMA + "For 'object' type, 'additionalProperties' must be explicitly set to false");
    }
    return types.stream().flatMap(type -> refused(type, schema).stream()).findFirst();
  }

  private static List<String> types(JsonNode type) {
    return type.isArray()
        ? type.valueStream().map(one -> one.stringValue("")).toList()
        : List.of(type.stringValue(""));
  }

  private static Optional<String> refused(String type, JsonNode schema) {
    List<String> refused =
        REFUSED.getOrDefault(type, Set.of()).stream().filter(schema::has).sorted().toList();
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SCHEMA
                + "For '%s' type, properties %s are not supported"
                    .formatted(type, String.join(", ", refused)));
  }
}
