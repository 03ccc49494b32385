package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code messages} of a request. Not thread-safe. */
final class OpenAiChatTurns {
  private final ArrayNode turns;
  private final CallIds callIds;

  /**
   * @param turns where they are written to
   */
  OpenAiChatTurns(ArrayNode turns, Dialect dialect) {
    this.turns = turns;
    this.callIds = new CallIds(dialect.shortCallIds());
  }

  void add(Message message) {
    switch (message.role()) {
      // Models that want a "developer" instead take a "system" for one.
      case SYSTEM -> addPrompt("system", message.parts());
      case USER -> addPrompt("user", message.parts());
      case ASSISTANT -> addAnswer(message);
      case TOOL -> message.parts().forEach(this::addResult);
    }
  }

  private void addPrompt(String role, List<Part> parts) {
    ObjectNode turn = turns.addObject().put("role", role);
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(var text)) {
      turn.put("content", text);
    } else {
      ArrayNode content = turn.putArray("content");
      parts.forEach(part -> addPromptPart(content, part));
    }
  }

  private static void addPromptPart(ArrayNode content, Part part) {
    switch (part) {
      case Part.Text(var text) -> content.addObject().put("type", "text").put("text", text);
      case Part.InlineImage(var mediaType, var base64) ->
          addImage(content, dataUrl(mediaType, base64));
      case Part.LinkedImage(var url) -> addImage(content, url.toString());
      case Part.InlinePdf(var name, var base64) ->
          addFile(content, name, dataUrl(Part.InlinePdf.MEDIA_TYPE, base64));
      // OpenRouter takes a link here; who does not says so.
      case Part.LinkedPdf(var url) -> addFile(content, "document.pdf", url.toString());
      case Part.ToolCall _, Part.ToolResult _, Part.Reasoning _, Part.Bound _ ->
          throw new IllegalStateException("no prompt can hold " + part);
    }
  }

  private static String dataUrl(String mediaType, String base64) {
    return "data:" + mediaType + ";base64," + base64;
  }

  private static void addImage(ArrayNode content, String url) {
    content.addObject().put("type", "image_url").putObject("image_url").put("url", url);
  }

  private static void addFile(ArrayNode content, String name, String data) {
    content
        .addObject()
        .put("type", "file")
        .putObject("file")
        .put("filename", name)
        .put("file_data", data);
  }

  /** A turn in which only reasoning could be seen has nothing in it that may be sent. */
  private void addAnswer(Message message) {
    if (message.parts().stream().allMatch(Part.Reasoning.class::isInstance)) {
      return;
    }
    ObjectNode turn = turns.addObject().put("role", "assistant");
    boolean hasText = message.parts().stream().anyMatch(Part.Text.class::isInstance);
    turn.put("content", hasText ? message.text() : null); // DeepSeek wants to see the null
    for (Part part : message.parts()) {
      switch (part) {
        case Part.ToolCall call -> addCall(turn.withArrayProperty("tool_calls"), call);
        case Part.Bound(_, var data) -> data.forEachEntry(turn::set);
        default -> {} // text stands there already, and what is seen of reasoning stays here
      }
    }
  }

  private void addCall(ArrayNode calls, Part.ToolCall call) {
    String arguments = call.arguments().isEmpty() ? "{}" : call.arguments();
    calls
        .addObject()
        .put("id", callIds.of(call))
        .put("type", "function")
        .putObject("function")
        .put("name", call.name())
        .put("arguments", arguments);
  }

  /** That a tool failed can be said in no other way than by the words of its result. */
  private void addResult(Part part) {
    Part.ToolResult result = (Part.ToolResult) part;
    turns
        .addObject()
        .put("role", "tool")
        .put("tool_call_id", callIds.of(result))
        .put("content", result.content());
  }
}
