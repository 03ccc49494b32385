package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.provider.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The turns of a conversation as {@code /v1/messages} takes them. Made for one request. */
final class AnthropicTurns {
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");

  private final ArrayNode turns = JsonNodeFactory.instance.arrayNode();
  private int callsWithoutId;
  private int resultsWithoutId;

  /** What of a text block is sent back with the text: see {@link #addBound}. */
  static JsonNode annotation(JsonNode textBlock) {
    return Json.newObject().set("citations", textBlock.path("citations"));
  }

  /** Turns of one side that follow one another become one, as this API sees them. */
  ArrayNode of(ChatRequest request) {
    for (Message message : request.messages()) {
      List<Part> said = message.parts().stream().filter(AnthropicTurns::saysSomething).toList();
      if (message.role() != Role.SYSTEM && !said.isEmpty()) {
        ArrayNode blocks = blocks(message.role() == Role.ASSISTANT ? "assistant" : "user");
        said.forEach(part -> add(blocks, part));
      }
    }
    turns.forEach(AnthropicTurns::unwrapSingleText);
    return turns;
  }

  /** Reasoning is sent back in its signed form only, and this API refuses empty texts. */
  private static boolean saysSomething(Part part) {
    return !(part instanceof Part.Reasoning)
        && !(part instanceof Part.Text(String text) && text.isEmpty());
  }

  private ArrayNode blocks(String role) {
    JsonNode last = turns.path(turns.size() - 1);
    return Json.text(last.path("role")).equals(role)
        ? (ArrayNode) last.path("content")
        : turns.addObject().put("role", role).putArray("content");
  }

  private void add(ArrayNode blocks, Part part) {
    switch (part) {
      case Part.Text(var text) -> block(blocks, "text").put("text", text);
      case Part.InlineImage(var mediaType, var base64) ->
          inline(block(blocks, "image"), mediaType, base64);
      case Part.LinkedImage(var url) -> linked(block(blocks, "image"), url.toString());
      case Part.InlinePdf(var name, var base64) -> {
        ObjectNode document = block(blocks, "document");
        inline(document, Part.InlinePdf.MEDIA_TYPE, base64);
        document.put("title", name);
      }
      case Part.LinkedPdf(var url) -> linked(block(blocks, "document"), url.toString());
      case Part.ToolCall(var id, var name, var arguments) ->
          block(blocks, "tool_use")
              .put("id", id.isEmpty() ? "call_" + callsWithoutId++ : fit(id))
              .put("name", name)
              .set("input", input(arguments));
      case Part.ToolResult result -> addResult(block(blocks, "tool_result"), result);
      case Part.Bound(_, var data) -> addBound(blocks, data);
      case Part.Reasoning _ -> {}
    }
  }

  private static ObjectNode block(ArrayNode blocks, String type) {
    return blocks.addObject().put("type", type);
  }

  private static void inline(ObjectNode block, String mediaType, String base64) {
    block
        .putObject("source")
        .put("type", "base64")
        .put("media_type", mediaType)
        .put("data", base64);
  }

  private static void linked(ObjectNode block, String url) {
    block.putObject("source").put("type", "url").put("url", url);
  }

  private void addResult(ObjectNode block, Part.ToolResult result) {
    String id = result.callId();
    block.put("tool_use_id", id.isEmpty() ? "call_" + resultsWithoutId++ : fit(id));
    block.put("content", result.content());
    if (result.failed()) {
      block.put("is_error", true);
    }
  }

  /** Data without a type of its own belongs to the block before it. Copied, as both may grow. */
  private static void addBound(ArrayNode blocks, JsonNode data) {
    if (data.has("type")) {
      blocks.add(data.deepCopy());
    } else if (blocks.path(blocks.size() - 1) instanceof ObjectNode before
        && data instanceof ObjectNode annotation) {
      before.setAll(annotation);
    }
  }

  /**
   * Calls that another provider's model made may have ids that this API refuses, or none; of those,
   * calls and results are matched in their order.
   */
  private static String fit(String id) {
    return NOT_IN_IDS.matcher(id).replaceAll("_");
  }

  /** This API takes objects only; whatever else a model wrote is kept as text in one. */
  private static JsonNode input(String arguments) {
    Optional<JsonNode> object = Json.object(arguments);
    return object.orElseGet(() ->
        arguments.isBlank() ? Json.newObject() : Json.newObject().put("arguments", arguments));
  }

  /** The short form of the usual turn. */
  private static void unwrapSingleText(JsonNode turn) {
    JsonNode only = turn.path("content").path(0);
    boolean plain =
        turn.path("content").size() == 1
            && only.size() == 2
            && Json.text(only.path("type")).equals("text");
    if (plain) {
      ((ObjectNode) turn).set("content", StringNode.valueOf(Json.text(only.path("text"))));
    }
  }
}
