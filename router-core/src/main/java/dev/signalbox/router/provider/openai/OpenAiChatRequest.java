package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.table.Target;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request to {@code /chat/completions}. */
final class OpenAiChatRequest {
  private OpenAiChatRequest() {}

  static ObjectNode body(Target target, ChatRequest request) {
    ObjectNode body = Json.newObject();
    body.put("model", target.model());
    ArrayNode messages = body.putArray("messages");
    request.messages().forEach(message -> addMessage(messages, message));
    OptionalInt maxOutputTokens =
        request.maxOutputTokens().isPresent()
            ? request.maxOutputTokens()
            : target.maxOutputTokens();
    // Its older name, max_tokens, is refused by reasoning models.
    maxOutputTokens.ifPresent(tokens -> body.put("max_completion_tokens", tokens));
    if (request.format() instanceof ResponseFormat.JsonSchema format) {
      addFormat(body.putObject("response_format"), format);
    }
    if (!request.stop().isEmpty()) {
      request.stop().forEach(body.putArray("stop")::add);
    }
    request.sampling().temperature().ifPresent(value -> body.put("temperature", value));
    request.sampling().topP().ifPresent(value -> body.put("top_p", value));
    return body;
  }

  private static void addFormat(ObjectNode responseFormat, ResponseFormat.JsonSchema format) {
    ObjectNode schema = responseFormat.put("type", "json_schema").putObject("json_schema");
    schema.put("name", format.name()).set("schema", format.schema());
    if (format.strict()) {
      schema.put("strict", true); // its absence means false, and not every imitator knows it
    }
  }

  private static void addMessage(ArrayNode messages, Message message) {
    ObjectNode turn = messages.addObject().put("role", role(message.role()));
    if (message.parts().size() == 1 && message.parts().getFirst() instanceof Part.Text(var text)) {
      turn.put("content", text);
      return;
    }
    ArrayNode parts = turn.putArray("content");
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text(var text) -> parts.addObject().put("type", "text").put("text", text);
        case Part.InlineImage(var mediaType, var base64) ->
            addImage(parts, "data:" + mediaType + ";base64," + base64);
        case Part.LinkedImage(var url) -> addImage(parts, url.toString());
        default -> throw new UnsupportedOperationException("comes with the next commit");
      }
    }
  }

  private static void addImage(ArrayNode parts, String url) {
    parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
  }

  private static String role(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case TOOL -> "tool";
    };
  }
}
