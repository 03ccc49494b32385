package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.table.Target;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request to {@code /v1/messages}. */
final class AnthropicRequest {
  /**
   * Sent when neither the request nor the target has a cap, because this API requires one; every
   * model it offers accepts this one.
   */
  static final int DEFAULT_MAX_TOKENS = 4096;

  private AnthropicRequest() {}

  static ObjectNode body(Target target, ChatRequest request) {
    ObjectNode body = Json.newObject();
    body.put("model", target.model());
    body.put(
        "max_tokens",
        request
            .maxOutputTokens()
            .orElseGet(() -> target.maxOutputTokens().orElse(DEFAULT_MAX_TOKENS)));
    addSystem(body, request);
    addTurns(body.putArray("messages"), request);
    if (request.format() instanceof ResponseFormat.JsonSchema format) {
      body.putObject("output_config")
          .putObject("format")
          .put("type", "json_schema")
          .set("schema", format.schema());
    }
    if (!request.stop().isEmpty()) {
      request.stop().forEach(body.putArray("stop_sequences")::add);
    }
    request.sampling().temperature().ifPresent(value -> body.put("temperature", value));
    request.sampling().topP().ifPresent(value -> body.put("top_p", value));
    return body;
  }

  /** This API has one system prompt, before all turns. */
  private static void addSystem(ObjectNode body, ChatRequest request) {
    String system =
        request.messages().stream()
            .filter(message -> message.role() == Role.SYSTEM)
            .map(Message::text)
            .collect(Collectors.joining("\n\n"));
    if (!system.isEmpty()) {
      body.put("system", system);
    }
  }

  private static void addTurns(ArrayNode turns, ChatRequest request) {
    for (Message message : request.messages()) {
      switch (message.role()) {
        case SYSTEM -> {}
        case USER -> addContent(turns.addObject().put("role", "user"), message);
        case ASSISTANT -> addContent(turns.addObject().put("role", "assistant"), message);
        case TOOL -> throw new UnsupportedOperationException("tools come with the next commit");
      }
    }
  }

  private static void addContent(ObjectNode turn, Message message) {
    if (message.parts().size() == 1 && message.parts().getFirst() instanceof Part.Text(var text)) {
      turn.put("content", text);
      return;
    }
    ArrayNode blocks = turn.putArray("content");
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text(var text) -> blocks.addObject().put("type", "text").put("text", text);
        case Part.InlineImage(var mediaType, var base64) ->
            addSource(blocks, "base64").put("media_type", mediaType).put("data", base64);
        case Part.LinkedImage(var url) -> addSource(blocks, "url").put("url", url.toString());
        default -> throw new UnsupportedOperationException("comes with the next commit");
      }
    }
  }

  private static ObjectNode addSource(ArrayNode blocks, String type) {
    return blocks.addObject().put("type", "image").putObject("source").put("type", type);
  }
}
