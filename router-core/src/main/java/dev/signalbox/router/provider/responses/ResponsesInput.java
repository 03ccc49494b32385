package dev.signalbox.router.provider.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.provider.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation as {@code instructions} and {@code input} items. What is bound to the provider is
 * either an item of its own, told by its {@code type}, or fields that the next item had and has to
 * have again. Not thread-safe.
 */
final class ResponsesInput {
  private static final int LONGEST_CALL_ID = 64;

  private final ArrayNode items;

  /** How many calls, and how many results, came without an id so far, by the tool's name. */
  private final Map<String, Integer> unnamedCalls = new HashMap<>();

  private final Map<String, Integer> unnamedResults = new HashMap<>();

  private ResponsesInput(ArrayNode items) {
    this.items = items;
  }

  /** Writes {@code messages} into {@code body}; what the system says first are instructions. */
  static void add(ObjectNode body, List<Message> messages) {
    boolean instructed = messages.getFirst().role() == Role.SYSTEM;
    if (instructed) {
      body.put("instructions", messages.getFirst().text());
    }
    ResponsesInput input = new ResponsesInput(body.putArray("input"));
    messages.stream().skip(instructed ? 1 : 0).forEach(input::add);
  }

  private void add(Message message) {
    switch (message.role()) {
      case SYSTEM -> addMessage("system").put("content", message.text());
      case USER -> addPrompt(message.parts());
      case ASSISTANT -> addAnswer(message.parts());
      case TOOL -> message.parts().forEach(part -> addResult((Part.ToolResult) part));
    }
  }

  private ObjectNode addMessage(String role) {
    return items.addObject().put("type", "message").put("role", role);
  }

  private void addPrompt(List<Part> parts) {
    ObjectNode message = addMessage("user");
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(var text)) {
      message.put("content", text);
    } else {
      ArrayNode content = message.putArray("content");
      parts.forEach(part -> addPromptPart(content.addObject(), part));
    }
  }

  private static void addPromptPart(ObjectNode content, Part part) {
    switch (part) {
      case Part.Text(var text) -> content.put("type", "input_text").put("text", text);
      case Part.InlineImage(var mediaType, var base64) ->
          content.put("type", "input_image").put("image_url", dataUrl(mediaType, base64));
      case Part.LinkedImage(var url) ->
          content.put("type", "input_image").put("image_url", url.toString());
      case Part.InlinePdf(var name, var base64) ->
          content
              .put("type", "input_file")
              .put("filename", name)
              .put("file_data", dataUrl(Part.InlinePdf.MEDIA_TYPE, base64));
      case Part.LinkedPdf(var url) ->
          content.put("type", "input_file").put("file_url", url.toString());
      case Part.ToolCall _, Part.ToolResult _, Part.Reasoning _, Part.Bound _ ->
          throw new IllegalStateException("no prompt can hold " + part);
    }
  }

  private static String dataUrl(String mediaType, String base64) {
    return "data:" + mediaType + ";base64," + base64;
  }

  private void addAnswer(List<Part> parts) {
    ObjectNode fields = Json.newObject();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(var text) -> {
          addMessage("assistant").put("content", text).setAll(fields);
          fields.removeAll();
        }
        case Part.ToolCall call -> {
          addCall(call).setAll(fields);
          fields.removeAll();
        }
        case Part.Bound(_, JsonNode data) when data.has("type") -> items.add(data);
        case Part.Bound(_, JsonNode data) -> data.forEachEntry(fields::set);
        case Part.Reasoning _ -> {} // what could be seen of it; what counts is bound
        case Part.InlineImage _,
            Part.LinkedImage _,
            Part.InlinePdf _,
            Part.LinkedPdf _,
            Part.ToolResult _ ->
            throw new IllegalStateException("no answer can hold " + part);
      }
    }
  }

  private ObjectNode addCall(Part.ToolCall call) {
    return items
        .addObject()
        .put("type", "function_call")
        .put("call_id", callId(call.id(), call.name(), unnamedCalls))
        .put("name", call.name())
        .put("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
  }

  /** That a tool failed can be said in no other way than by the words of its result. */
  private void addResult(Part.ToolResult result) {
    items
        .addObject()
        .put("type", "function_call_output")
        .put("call_id", callId(result.callId(), result.toolName(), unnamedResults))
        .put("output", result.content());
  }

  /**
   * Other providers give no ids, or longer ones than are taken here; the same call gets the same id
   * each time, or prompt caches would miss.
   */
  private static String callId(String id, String tool, Map<String, Integer> unnamed) {
    if (id.isEmpty()) {
      return callId(tool + " " + unnamed.merge(tool, 1, Integer::sum));
    }
    return id.length() <= LONGEST_CALL_ID ? id : callId(id);
  }

  private static String callId(String seed) {
    return "call_" + UUID.nameUUIDFromBytes(seed.getBytes(UTF_8));
  }
}
