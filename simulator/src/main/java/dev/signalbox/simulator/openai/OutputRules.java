package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code response_format}, and the part of JSON Schema that strict mode takes. */
final class OutputRules {
  private static final String FIELD = "response_format";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final List<String> NOT_PERMITTED =
      List.of("allOf", "not", "dependentRequired", "dependentSchemas", "if", "then", "else");

  private OutputRules() {}

  static Optional<OpenAiError> complaint(ObjectNode body, OpenAiModel model) {
    if (!Json.isSet(body, FIELD)) {
      return Optional.empty();
    }
    JsonNode format = body.get(FIELD);
    String conversation =
        body.get("messages")
            .valueStream()
            .map(message -> Chat.text(message.path("content")))
            .collect(Collectors.joining("\n"));
    return complaint(FIELD, format, format.path("json_schema"), conversation, model);
  }

  /**
   * @param at the path of the format
   * @param schema where the format keeps name and schema
   * @param conversation all that is written in it
   */
  static Optional<OpenAiError> complaint(
      String at, JsonNode format, JsonNode schema, String conversation, OpenAiModel model) {
    String type = format.path("type").stringValue("");
    String below = at.equals(FIELD) ? at + ".json_schema" : at;
    return switch (type) {
      case "text" -> Optional.empty();
      case "json_object" -> jsonObject(at, conversation);
      case "json_schema" -> jsonSchema(at, below, schema, model);
      default ->
          Optional.of(
              OpenAiError.invalid(
                  "Invalid value: '%s'. Supported values are: 'json_object', 'json_schema', and 'text'."
                      .formatted(type),
                  at + ".type",
                  "invalid_value"));
    };
  }

  private static Optional<OpenAiError> jsonObject(String at, String conversation) {
    String field = at.equals(FIELD) ? "messages" : "input";
    return conversation.toLowerCase(Locale.ROOT).contains("json")
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "'%s' must contain the word 'json' in some form, to use '%s' of type 'json_object'."
                    .formatted(field, at),
                field,
                null));
  }

  private static Optional<OpenAiError> jsonSchema(
      String at, String below, JsonNode given, OpenAiModel model) {
    if (!model.schema()) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid parameter: '%s' of type 'json_schema' is not supported with this model."
                  .formatted(at),
              at,
              null));
    }
    String name = given.path("name").stringValue("");
    if (name.isEmpty()) {
      return Optional.of(OpenAiError.missing(below + ".name"));
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid '%s.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
                  .formatted(below),
              below + ".name",
              "invalid_value"));
    }
    JsonNode schema = given.path("schema");
    if (!schema.isObject()) {
      return Optional.of(OpenAiError.missing(below + ".schema"));
    }
    return schemaComplaint(schema, given.path("strict").asBoolean(false))
        .map(complaint ->
            OpenAiError.invalid(
                "Invalid schema for response_format '%s': %s".formatted(name, complaint),
                at.equals(FIELD) ? at : at + ".schema",
                at.equals(FIELD) ? null : "invalid_json_schema"));
  }

  static Optional<String> schemaComplaint(JsonNode schema, boolean strict) {
    if (!types(schema).contains("object")) {
      return Optional.of(
          "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"%s\"'."
              .formatted(schema.path("type").stringValue("None")));
    }
    return strict ? strict("", schema) : Optional.empty();
  }

  /** Strict mode's complaint about this schema or any below it. */
  private static Optional<String> strict(String context, JsonNode schema) {
    return Stream.of(
            keywords(context, schema),
            types(schema).contains("object") ? closed(context, schema) : Optional.<String>empty(),
            below(context, "properties", schema),
            below(context, "$defs", schema),
            below(context, "anyOf", schema),
            schema.path("items").isObject()
                ? strict(context + ", 'items'", schema.get("items"))
                : Optional.<String>empty())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> below(String context, String keyword, JsonNode schema) {
    JsonNode schemas = schema.path(keyword);
    if (schemas.isArray()) {
      return schemas
          .valueStream()
          .flatMap(one -> strict(context + ", '" + keyword + "'", one).stream())
          .findFirst();
    }
    return schemas
        .propertyStream()
        .flatMap(one ->
            strict(context + ", '" + keyword + "', '" + one.getKey() + "'", one.getValue())
                .stream())
        .findFirst();
  }

  private static Optional<String> keywords(String context, JsonNode schema) {
    return NOT_PERMITTED.stream()
        .filter(schema::has)
        .map(keyword -> "In context=(%s), '%s' is not permitted.".formatted(trim(context), keyword))
        .findFirst();
  }

  private static Optional<String> closed(String context, JsonNode schema) {
    if (schema.path("additionalProperties").asBoolean(true)) {
      return Optional.of(
          "In context=(%s), 'additionalProperties' is required to be supplied and to be false."
              .formatted(trim(context)));
    }
    List<String> required =
        schema.path("required").valueStream().map(name -> name.stringValue("")).toList();
    return schema
        .path("properties")
        .propertyStream()
        .filter(property -> !required.contains(property.getKey()))
        .map(property ->
            "In context=(%s), 'required' is required to be supplied and to be an array including every key in properties. Missing '%s'."
                .formatted(trim(context), property.getKey()))
        .findFirst();
  }

  private static String trim(String context) {
    return context.startsWith(", ") ? context.substring(2) : context;
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(one -> one.stringValue("")).toList()
        : List.of(type.stringValue(""));
  }
}
