package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Tools;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools, what may be chosen of them, and that every call has its result. */
final class ChatToolRules {
  private ChatToolRules() {}

  static Optional<OpenAiError> complaint(ObjectNode body, OpenAiModel model) {
    return definitions(body)
        .or(() -> ToolChoice.complaint(body, functions(body)))
        .or(() -> pairs(body.get("messages")))
        .or(() -> whileReasoning(body, model));
  }

  /** Reads what the rules have let through. */
  static Tools tools(ObjectNode body) {
    JsonNode messages = body.get("messages");
    String lastRole = messages.get(messages.size() - 1).path("role").stringValue("");
    return ToolChoice.applied(
        body,
        body.path("tool_choice").path("function").path("name").stringValue(""),
        functions(body),
        lastRole.equals("tool"));
  }

  private static List<Tools.Tool> functions(ObjectNode body) {
    return body.path("tools")
        .valueStream()
        .map(tool -> tool.path("function"))
        .filter(JsonNode::isObject)
        .map(ToolChoice::tool)
        .toList();
  }

  private static Optional<OpenAiError> definitions(ObjectNode body) {
    JsonNode tools = body.path("tools");
    if (Json.isSet(body, "tools") && !tools.isArray()) {
      return Optional.of(OpenAiError.wrongType("tools", "an array of objects", "something else"));
    }
    for (int i = 0; i < tools.size(); i++) {
      String at = "tools[" + i + "]";
      String type = tools.get(i).path("type").stringValue("");
      if (!type.equals("function") && !type.equals("custom")) {
        return Optional.of(
            OpenAiError.invalid(
                "Invalid value: '%s'. Supported values are: 'function' and 'custom'."
                    .formatted(type),
                at + ".type",
                "invalid_value"));
      }
      Optional<OpenAiError> complaint =
          type.equals("custom")
              ? Optional.empty()
              : ToolChoice.definition(at + ".function", tools.get(i).path("function"));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  /** Each call is answered before anyone else speaks, and nothing else is. */
  private static Optional<OpenAiError> pairs(JsonNode messages) {
    Set<String> open = new LinkedHashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      if (message.path("role").stringValue("").equals("tool")) {
        if (!open.remove(message.path("tool_call_id").stringValue(""))) {
          return Optional.of(
              OpenAiError.invalid(
                  "Invalid parameter: messages with role 'tool' must be a response to a preceeding"
                      + " message with 'tool_calls'.",
                  "messages.[" + i + "].role",
                  null));
        }
      } else if (!open.isEmpty()) {
        return Optional.of(unanswered(open, i));
      } else {
        message.path("tool_calls").forEach(call -> open.add(call.path("id").stringValue("")));
      }
    }
    return open.isEmpty() ? Optional.empty() : Optional.of(unanswered(open, messages.size()));
  }

  private static OpenAiError unanswered(Set<String> ids, int next) {
    return OpenAiError.invalid(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to"
            + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            + String.join(", ", new ArrayList<>(ids)),
        "messages.[" + next + "].role",
        null);
  }

  private static Optional<OpenAiError> whileReasoning(ObjectNode body, OpenAiModel model) {
    String effort = body.path("reasoning_effort").stringValue(model.usualEffort());
    return model.chatTools() || effort.equals("none") || functions(body).isEmpty()
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "Function tools with reasoning_effort are not supported for %s in /v1/chat/completions. Please use /v1/responses instead."
                    .formatted(body.get("model").stringValue()),
                "reasoning_effort",
                null));
  }
}
