package dev.signalbox.simulator.google;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that there are; any other is an error, wherever it stands. */
final class FieldRules {
  private static final Set<String> PART =
      Set.of(
          "text",
          "inlineData",
          "fileData",
          "functionCall",
          "functionResponse",
          "executableCode",
          "codeExecutionResult",
          "thought",
          "thoughtSignature",
          "videoMetadata",
          "mediaResolution");
  private static final Set<String> SCHEMA =
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "nullable",
          "enum",
          "maxItems",
          "minItems",
          "properties",
          "required",
          "minProperties",
          "maxProperties",
          "minLength",
          "maxLength",
          "pattern",
          "example",
          "anyOf",
          "propertyOrdering",
          "default",
          "items",
          "minimum",
          "maximum");

  /** By the path of the object that has them; {@code *} stands for an index. */
  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry(
              "",
              Set.of(
                  "contents",
                  "systemInstruction",
                  "tools",
                  "toolConfig",
                  "safetySettings",
                  "generationConfig",
                  "cachedContent",
                  "serviceTier",
                  "store",
                  "labels")),
          Map.entry("contents.*", Set.of("role", "parts")),
          Map.entry("contents.*.parts.*", PART),
          Map.entry("contents.*.parts.*.inlineData", Set.of("mimeType", "data", "displayName")),
          Map.entry("contents.*.parts.*.fileData", Set.of("mimeType", "fileUri", "displayName")),
          Map.entry("contents.*.parts.*.functionCall", Set.of("id", "name", "args")),
          Map.entry(
              "contents.*.parts.*.functionResponse",
              Set.of("id", "name", "response", "parts", "willContinue", "scheduling")),
          Map.entry("systemInstruction", Set.of("role", "parts")),
          Map.entry("systemInstruction.parts.*", PART),
          Map.entry(
              "tools.*",
              Set.of(
                  "functionDeclarations",
                  "googleSearch",
                  "googleSearchRetrieval",
                  "codeExecution",
                  "urlContext",
                  "googleMaps",
                  "fileSearch",
                  "computerUse")),
          Map.entry(
              "tools.*.functionDeclarations.*",
              Set.of(
                  "name",
                  "description",
                  "parameters",
                  "parametersJsonSchema",
                  "response",
                  "responseJsonSchema",
                  "behavior")),
          Map.entry("toolConfig", Set.of("functionCallingConfig", "retrievalConfig")),
          Map.entry("toolConfig.functionCallingConfig", Set.of("mode", "allowedFunctionNames")),
          Map.entry(
              "generationConfig",
              Set.of(
                  "stopSequences",
                  "responseMimeType",
                  "responseSchema",
                  "responseJsonSchema",
                  "responseModalities",
                  "candidateCount",
                  "maxOutputTokens",
                  "temperature",
                  "topP",
                  "topK",
                  "seed",
                  "presencePenalty",
                  "frequencyPenalty",
                  "responseLogprobs",
                  "logprobs",
                  "thinkingConfig",
                  "mediaResolution")),
          Map.entry(
              "generationConfig.thinkingConfig",
              Set.of("includeThoughts", "thinkingBudget", "thinkingLevel")));

  private FieldRules() {}

  static Optional<String> complaint(ObjectNode body) {
    return unknown("", "", body).findFirst();
  }

  /**
   * @param rule the path with {@code *} for indexes
   * @param at the path as messages write it
   */
  private static Stream<String> unknown(String rule, String at, JsonNode node) {
    if (node.isArray()) {
      return Stream.iterate(0, i -> i < node.size(), i -> i + 1)
          .flatMap(i -> unknown(rule + ".*", at + "[" + i + "]", node.get(i)));
    }
    if (rule.endsWith(".parameters") || rule.endsWith(".responseSchema")) {
      return schema(at, node);
    }
    Set<String> known = FIELDS.get(rule);
    return node.propertyStream()
        .flatMap(field ->
            known != null && !known.contains(field.getKey())
                ? Stream.of(message(field.getKey(), at))
                : unknown(
                    join(rule, field.getKey()),
                    join(at, ProtoJson.snakeCase(field.getKey())),
                    field.getValue()));
  }

  /** The part of OpenAPI's schemas that the API takes. */
  private static Stream<String> schema(String at, JsonNode schema) {
    return schema
        .propertyStream()
        .flatMap(field -> {
          String name = field.getKey();
          JsonNode value = field.getValue();
          if (!SCHEMA.contains(name)) {
            return Stream.of(message(name, at));
          }
          return switch (name) {
            case "items" -> schema(at + ".items", value);
            case "properties" ->
                value.propertyStream().flatMap(one -> schema(at + ".properties", one.getValue()));
            case "anyOf" -> value.valueStream().flatMap(one -> schema(at + ".any_of", one));
            default -> Stream.empty();
          };
        });
  }

  private static String message(String field, String at) {
    String place = at.isEmpty() ? "" : " at '" + at + "'";
    return "Invalid JSON payload received. Unknown name \"%s\"%s: Cannot find field."
        .formatted(field, place);
  }

  private static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
