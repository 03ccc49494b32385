package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Tools;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Functions and {@code tool_choice}, as both APIs have them. */
final class ToolChoice {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Set<String> WORDS = Set.of("none", "auto", "required");

  private ToolChoice() {}

  /** A function as it is defined. */
  static Tools.Tool tool(JsonNode function) {
    return new Tools.Tool(function.path("name").stringValue(""), function.path("parameters"));
  }

  static Optional<OpenAiError> definition(String at, JsonNode function) {
    String name = function.path("name").stringValue("");
    if (name.isEmpty()) {
      return Optional.of(OpenAiError.missing(at + ".name"));
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid '%s.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
                  .formatted(at),
              at + ".name",
              "invalid_value"));
    }
    if (!Json.isSet(function, "parameters")) {
      return Optional.empty();
    }
    return OutputRules.schemaComplaint(
            function.get("parameters"), function.path("strict").asBoolean(false))
        .map(complaint ->
            OpenAiError.invalid(
                "Invalid schema for function '%s': %s".formatted(name, complaint),
                at + ".parameters",
                "invalid_function_parameters"));
  }

  static Optional<OpenAiError> complaint(ObjectNode body, List<Tools.Tool> functions) {
    if (!Json.isSet(body, "tool_choice")) {
      return Optional.empty();
    }
    JsonNode choice = body.get("tool_choice");
    if (body.path("tools").isEmpty()) {
      return choice.stringValue("").equals("none")
          ? Optional.empty()
          : Optional.of(
              OpenAiError.invalid(
                  "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are"
                      + " specified.",
                  "tool_choice",
                  null));
    }
    if (choice.isString()) {
      return WORDS.contains(choice.stringValue())
          ? Optional.empty()
          : Optional.of(
              OpenAiError.invalid(
                  "Invalid value: '%s'. Supported values are: 'none', 'auto', and 'required'."
                      .formatted(choice.stringValue()),
                  "tool_choice",
                  "invalid_value"));
    }
    String type = choice.path("type").stringValue("");
    String name =
        choice.path("function").path("name").stringValue(choice.path("name").stringValue(""));
    boolean known = functions.stream().anyMatch(tool -> tool.name().equals(name));
    return known || !type.equals("function")
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "Tool choice '" + name + "' not found in 'tools' parameter.", "tool_choice", null));
  }

  /**
   * @param chosen the function that has to be called, empty when there is none such
   */
  static Tools applied(
      ObjectNode body, String chosen, List<Tools.Tool> functions, boolean answered) {
    String word = body.path("tool_choice").stringValue("");
    Tools tools =
        new Tools(word.equals("none") ? List.of() : functions, word.equals("required"), answered);
    return chosen.isEmpty() ? tools : tools.only(chosen);
  }
}
