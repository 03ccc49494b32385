package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Tools;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools, what may be chosen of them, and that every call has its result. */
final class ToolRules {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");

  private ToolRules() {}

  static Optional<String> complaint(ObjectNode body) {
    return definitions(body).or(() -> choice(body)).or(() -> pairs(body.get("messages")));
  }

  /** Reads what the rules have let through. */
  static Tools tools(ObjectNode body) {
    JsonNode choice = body.path("tool_choice");
    String type = choice.path("type").stringValue("auto");
    List<Tools.Tool> offered =
        body.path("tools")
            .valueStream()
            .filter(tool -> !type.equals("none") && tool.has("input_schema"))
            .map(tool -> new Tools.Tool(tool.get("name").stringValue(), tool.get("input_schema")))
            .toList();
    JsonNode messages = body.get("messages");
    boolean answered =
        !ids(messages.get(messages.size() - 1), "tool_result", "tool_use_id").isEmpty();
    Tools tools = new Tools(offered, type.equals("any"), answered);
    return type.equals("tool") ? tools.only(choice.get("name").stringValue()) : tools;
  }

  private static Optional<String> definitions(ObjectNode body) {
    JsonNode tools = body.path("tools");
    if (Json.isSet(body, "tools") && !tools.isArray()) {
      return Optional.of("tools: Input should be a valid list");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      Optional<String> complaint = definition("tools." + i, tools.get(i));
      if (complaint.isPresent()) {
        return complaint;
      }
      if (!names.add(tools.get(i).path("name").stringValue(""))) {
        return Optional.of("tools: Tool names must be unique.");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> definition(String at, JsonNode tool) {
    String type = tool.path("type").stringValue("custom");
    if (!type.equals("custom")) {
      // The provider's own tools bring their own rules.
      return Optional.empty();
    }
    if (!tool.path("name").isString()) {
      return Optional.of(at + ".custom.name: Field required");
    }
    if (!NAME.matcher(tool.get("name").stringValue()).matches()) {
      return Optional.of(at + ".custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
    }
    if (!tool.path("input_schema").isObject()) {
      return Optional.of(at + ".custom.input_schema: Field required");
    }
    return tool.get("input_schema").path("type").stringValue("").equals("object")
        ? Optional.empty()
        : Optional.of(at + ".custom.input_schema.type: Input should be 'object'");
  }

  private static Optional<String> choice(ObjectNode body) {
    if (!Json.isSet(body, "tool_choice")) {
      return Optional.empty();
    }
    JsonNode choice = body.get("tool_choice");
    String type = choice.path("type").stringValue("");
    if (!CHOICES.contains(type)) {
      return Optional.of(
          "tool_choice: Input tag '%s' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'"
              .formatted(type));
    }
    if (body.path("tools").isEmpty()) {
      return Optional.of("tool_choice: tool_choice may only be specified while providing tools.");
    }
    String name = choice.path("name").stringValue("");
    boolean known =
        body.get("tools")
            .valueStream()
            .anyMatch(tool -> tool.path("name").stringValue("").equals(name));
    return type.equals("tool") && !known
        ? Optional.of("tool_choice: Tool '" + name + "' not found in provided tools")
        : Optional.empty();
  }

  /** Each call is answered in the very next message, and nothing else is. */
  private static Optional<String> pairs(JsonNode messages) {
    Set<String> open = Set.of();
    for (int i = 0; i < messages.size(); i++) {
      Set<String> answered = ids(messages.get(i), "tool_result", "tool_use_id");
      for (String id : answered) {
        if (!open.contains(id)) {
          return Optional.of(
              "messages.%d.content.0: unexpected `tool_use_id` found in `tool_result` blocks: %s. Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
                  .formatted(i, id));
        }
      }
      if (!answered.containsAll(open)) {
        return Optional.of(
            "messages.%d: `tool_use` ids were found without `tool_result` blocks immediately after: %s. Each `tool_use` block must have a corresponding `tool_result` block in the next message."
                .formatted(i - 1, String.join(", ", open)));
      }
      open = ids(messages.get(i), "tool_use", "id");
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "messages: the final message holds `tool_use` blocks without `tool_result` blocks");
  }

  private static Set<String> ids(JsonNode message, String type, String field) {
    return message
        .path("content")
        .valueStream()
        .filter(block -> block.path("type").stringValue("").equals(type))
        .map(block -> block.path(field).stringValue(""))
        .collect(Collectors.toSet());
  }
}
