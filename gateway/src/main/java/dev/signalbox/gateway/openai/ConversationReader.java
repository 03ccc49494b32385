package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code messages}. What several tools answered in a row becomes one turn, and each of these
 * answers learns from the call before it which tool gave it. Not thread-safe.
 */
final class ConversationReader {
  private static final Set<String> FIELDS = Set.of("role", "content", "name");
  private static final Set<String> TOOL_FIELDS = Set.of("role", "content", "tool_call_id");
  private static final Set<String> ASSISTANT_FIELDS =
      Set.of(
          "role",
          "content",
          "name",
          "refusal",
          "annotations",
          "audio",
          "function_call",
          "reasoning_content",
          "tool_calls");

  private final List<Message> messages = new ArrayList<>();
  private final List<Part> toolResults = new ArrayList<>();
  private final Map<String, String> toolsByCall = new HashMap<>();

  private ConversationReader() {}

  static List<Message> read(Field field) {
    ConversationReader reader = new ConversationReader();
    field.items().forEach(reader::add);
    reader.endToolResults();
    if (reader.messages.stream().noneMatch(message -> message.role() == Role.USER)) {
      throw field.invalidValue("needs at least one message with the role \"user\"");
    }
    return reader.messages;
  }

  private void add(Field message) {
    Role role = role(message.required("role"));
    message.only(
        switch (role) {
          case ASSISTANT -> ASSISTANT_FIELDS;
          case TOOL -> TOOL_FIELDS;
          case SYSTEM, USER -> FIELDS;
        });
    for (String name : List.of("name", "audio", "function_call")) {
      message
          .optional(name)
          .ifPresent(given -> {
            throw given.unsupported("cannot be passed on to every provider; leave it out");
          });
    }
    if (role == Role.TOOL) {
      toolResults.add(toolResult(message));
      return;
    }
    endToolResults();
    messages.add(
        new Message(
            role,
            role == Role.ASSISTANT
                ? answer(message)
                : ContentReader.read(message.required("content"), role)));
  }

  private void endToolResults() {
    if (!toolResults.isEmpty()) {
      messages.add(new Message(Role.TOOL, toolResults));
      toolResults.clear();
    }
  }

  private static Role role(Field field) {
    return switch (field.text()) {
      // OpenAI renamed the one to the other; to other vendors they are the same.
      case "system", "developer" -> Role.SYSTEM;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "tool" -> Role.TOOL;
      case "function" ->
          throw field.unsupported("cannot be \"function\", which OpenAI replaced by \"tool\"");
      default ->
          throw field.invalidValue("has to be one of system, developer, user, assistant, tool");
    };
  }

  private Part toolResult(Field message) {
    Field callId = message.required("tool_call_id");
    String tool = toolsByCall.get(callId.text());
    if (tool == null) {
      throw callId.invalidValue("names no tool call of a message before it");
    }
    String content =
        ContentReader.read(message.required("content"), Role.TOOL).stream()
            .map(part -> ((Part.Text) part).text())
            .collect(Collectors.joining());
    return new Part.ToolResult(callId.text(), tool, content, false);
  }

  /**
   * An answer that a client sends back as history may hold a refusal beside or as its content, and
   * the reasoning that it was shown.
   */
  private List<Part> answer(Field message) {
    Optional<Field> refusal = message.optional("refusal");
    List<Part> calls = message.optional("tool_calls").map(this::toolCalls).orElse(List.of());
    Optional<Field> content = message.optional("content");
    if (content.isEmpty() && refusal.isEmpty() && calls.isEmpty()) {
      message.required("content");
    }
    List<Part> parts = new ArrayList<>();
    message
        .optional("reasoning_content")
        .ifPresent(given -> parts.add(new Part.Reasoning(given.text())));
    content
        // Beside tool calls, clients write no text as an empty one, which some providers refuse.
        .filter(given -> calls.isEmpty() || !given.node().asString("-").isEmpty())
        .ifPresent(given -> parts.addAll(ContentReader.read(given, Role.ASSISTANT)));
    refusal.ifPresent(given -> parts.add(new Part.Text(given.text())));
    parts.addAll(calls);
    return parts;
  }

  private List<Part> toolCalls(Field calls) {
    List<Part> read = new ArrayList<>();
    for (Field call : calls.items()) {
      Field function = ToolUseReader.function(call, Set.of("id", "type", "function"));
      String id = call.required("id").text();
      String tool = function.only(Set.of("name", "arguments")).required("name").text();
      toolsByCall.put(id, tool);
      read.add(new Part.ToolCall(id, tool, function.required("arguments").text()));
    }
    return read;
  }
}
