package dev.signalbox.simulator.google;

import dev.signalbox.simulator.wire.Json;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code generationConfig}, {@code tools} and {@code toolConfig}. */
final class ConfigRules {
  private static final String CONFIG = "* GenerateContentRequest.generation_config.";
  private static final Set<String> MIME_TYPES =
      Set.of("text/plain", "application/json", "text/x.enum");
  private static final Set<String> LEVELS = Set.of("MINIMAL", "LOW", "MEDIUM", "HIGH");
  private static final Set<String> MODES = Set.of("AUTO", "ANY", "NONE", "VALIDATED");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}");

  private ConfigRules() {}

  static Optional<String> complaint(ObjectNode body, GeminiModel model) {
    JsonNode config = body.path("generationConfig");
    return range(config, "temperature", 0, 2)
        .or(() -> range(config, "topP", 0, 1))
        .or(() -> maxTokens(config, model))
        .or(() -> stops(config))
        .or(() -> output(body, config))
        .or(() -> thinking(config.path("thinkingConfig"), model))
        .or(() -> functions(body))
        .or(() -> choice(body));
  }

  private static Optional<String> range(JsonNode config, String field, double least, double most) {
    if (!Json.isSet(config, field)) {
      return Optional.empty();
    }
    JsonNode given = config.get(field);
    String name = ProtoJson.snakeCase(field);
    if (!given.isNumber()) {
      return Optional.of(
          "Invalid value at 'generation_config.%s' (TYPE_FLOAT), %s".formatted(name, given));
    }
    return given.doubleValue() >= least && given.doubleValue() <= most
        ? Optional.empty()
        : Optional.of(
            CONFIG
                + "%s: %s must be in the range [%.1f, %.1f].\n".formatted(name, name, least, most));
  }

  private static Optional<String> maxTokens(JsonNode config, GeminiModel model) {
    if (!Json.isSet(config, "maxOutputTokens")) {
      return Optional.empty();
    }
    JsonNode given = config.get("maxOutputTokens");
    if (!given.isIntegralNumber()) {
      return Optional.of(
          "Invalid value at 'generation_config.max_output_tokens' (TYPE_INT32), " + given);
    }
    return given.asDouble() >= 1 && given.asDouble() <= model.maxTokens() + 1
        ? Optional.empty()
        : Optional.of(
            "Unable to submit request because it has a maxOutputTokens value of %s but the supported range is from 1 (inclusive) to %d (exclusive). Update the value and try again."
                .formatted(given, model.maxTokens() + 1));
  }

  private static Optional<String> stops(JsonNode config) {
    JsonNode stops = config.path("stopSequences");
    boolean strings = stops.isArray() && stops.valueStream().allMatch(JsonNode::isString);
    if (Json.isSet(config, "stopSequences") && !strings) {
      return Optional.of("Invalid value at 'generation_config.stop_sequences' (TYPE_STRING)");
    }
    return stops.size() <= 5
        ? Optional.empty()
        : Optional.of(CONFIG + "stop_sequences: at most 5 stop sequences are allowed.\n");
  }

  private static Optional<String> output(ObjectNode body, JsonNode config) {
    String type = config.path("responseMimeType").stringValue("text/plain");
    if (!MIME_TYPES.contains(type)) {
      return Optional.of(
          CONFIG
              + "response_mime_type: allowed mimetypes are `text/plain`, `application/json`,"
              + " `application/xml`, `application/yaml` and `text/x.enum`.\n");
    }
    boolean schema =
        Json.isSet(config, "responseSchema") || Json.isSet(config, "responseJsonSchema");
    if (schema && type.equals("text/plain")) {
      return Optional.of(
          CONFIG + "response_schema: only allowed when response_mime_type is application/json.\n");
    }
    boolean functions = functionDeclarations(body).findAny().isPresent();
    return functions && type.equals("application/json") && !schema
        ? Optional.of(
            "Function calling with a response mime type: 'application/json' is unsupported")
        : Optional.empty();
  }

  private static Optional<String> thinking(JsonNode config, GeminiModel model) {
    boolean level = Json.isSet(config, "thinkingLevel");
    boolean budget = Json.isSet(config, "thinkingBudget");
    if (level && budget) {
      return Optional.of("You can only set only one of thinking budget and thinking level.");
    }
    if (level && !model.levels()) {
      return Optional.of("Thinking level is not supported for this model.");
    }
    if (level && !LEVELS.contains(GeminiRequest.upper(config.get("thinkingLevel")))) {
      return Optional.of(
          "Invalid value at 'generation_config.thinking_config.thinking_level', "
              + config.get("thinkingLevel"));
    }
    if (budget && !config.get("thinkingBudget").isIntegralNumber()) {
      return Optional.of(
          "Invalid value at 'generation_config.thinking_config.thinking_budget' (TYPE_INT32), "
              + config.get("thinkingBudget"));
    }
    if ((level || budget) && !model.thinks()) {
      return Optional.of("Thinking is not supported for this model.");
    }
    return budget && config.get("thinkingBudget").asDouble() == 0 && model.alwaysThinks()
        ? Optional.of("Budget 0 is invalid. This model only works in thinking mode.")
        : Optional.empty();
  }

  private static Optional<String> functions(ObjectNode body) {
    return functionDeclarations(body).flatMap(function -> function(function).stream()).findFirst();
  }

  private static Optional<String> function(JsonNode function) {
    String name = function.path("name").stringValue("");
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "Invalid function name. Must start with a letter or an underscore. Must be alphanumeric"
              + " (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a"
              + " maximum length of 128.");
    }
    return Json.isSet(function, "parameters") && Json.isSet(function, "parametersJsonSchema")
        ? Optional.of("Only one of parameters and parameters_json_schema can be set.")
        : Optional.empty();
  }

  private static Optional<String> choice(ObjectNode body) {
    JsonNode config = body.path("toolConfig").path("functionCallingConfig");
    String mode = config.path("mode").stringValue("AUTO");
    if (!MODES.contains(mode)) {
      return Optional.of(
          "Invalid value at 'tool_config.function_calling_config.mode', \"" + mode + "\"");
    }
    Set<String> names =
        functionDeclarations(body)
            .map(function -> function.path("name").stringValue(""))
            .collect(Collectors.toSet());
    return config
        .path("allowedFunctionNames")
        .valueStream()
        .map(name -> name.stringValue(""))
        .filter(name -> !names.contains(name))
        .map(name -> "Allowed function name '" + name + "' is not among the declared functions.")
        .findFirst();
  }

  static Stream<JsonNode> functionDeclarations(ObjectNode body) {
    return body.path("tools")
        .valueStream()
        .flatMap(tool -> tool.path("functionDeclarations").valueStream());
  }
}
