package dev.signalbox.router.provider.google;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.provider.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The turns of a conversation as {@code generateContent} takes them. */
final class GeminiTurns {
  /**
   * What Google documents for calls that another model made: from the third generation on, the
   * first call of a turn needs a signature.
   */
  private static final String NOT_OURS = "skip_thought_signature_validator";

  private GeminiTurns() {}

  /** Turns of one role that follow one another become one: results have to come together. */
  static ArrayNode of(String model, ChatRequest request) {
    ArrayNode turns = JsonNodeFactory.instance.arrayNode();
    Role before = Role.SYSTEM;
    for (Message message : request.messages()) {
      List<Part> said = message.parts().stream().filter(GeminiTurns::saysSomething).toList();
      if (message.role() == Role.SYSTEM || said.isEmpty()) {
        continue;
      }
      ArrayNode parts =
          message.role() == before
              ? (ArrayNode) turns.path(turns.size() - 1).path("parts")
              : turns.addObject().put("role", role(message.role())).putArray("parts");
      said.forEach(part -> add(parts, part));
      if (!GeminiGeneration.isBeforeThird(model)) {
        signFirstCall(parts);
      }
      before = message.role();
    }
    return turns;
  }

  private static String role(Role role) {
    return role == Role.ASSISTANT ? "model" : "user";
  }

  private static boolean saysSomething(Part part) {
    return !(part instanceof Part.Reasoning)
        && !(part instanceof Part.Text(String text) && text.isEmpty());
  }

  /** This API has no place for a document's name. */
  private static void add(ArrayNode parts, Part part) {
    switch (part) {
      case Part.Text(var text) -> parts.addObject().put("text", text);
      case Part.InlineImage(var mediaType, var base64) -> inline(parts, mediaType, base64);
      case Part.LinkedImage(var url) -> linked(parts).put("fileUri", url.toString());
      case Part.InlinePdf(_, var base64) -> inline(parts, Part.InlinePdf.MEDIA_TYPE, base64);
      case Part.LinkedPdf(var url) ->
          linked(parts).put("mimeType", Part.InlinePdf.MEDIA_TYPE).put("fileUri", url.toString());
      case Part.ToolCall(var id, var name, var arguments) ->
          function(parts, "functionCall", id, name).set("args", arguments(arguments));
      case Part.ToolResult(var id, var name, var content, var failed) ->
          function(parts, "functionResponse", id, name)
              .putObject("response")
              .put(failed ? "error" : "output", content);
      case Part.Bound(_, var data) -> addBound(parts, data);
      case Part.Reasoning _ -> {}
    }
  }

  private static void inline(ArrayNode parts, String mediaType, String base64) {
    parts.addObject().putObject("inlineData").put("mimeType", mediaType).put("data", base64);
  }

  private static ObjectNode linked(ArrayNode parts) {
    return parts.addObject().putObject("fileData");
  }

  /** Models before the third generation give no ids, but do not mind any. */
  private static ObjectNode function(ArrayNode parts, String kind, String id, String name) {
    ObjectNode function = parts.addObject().putObject(kind);
    if (!id.isEmpty()) {
      function.put("id", id);
    }
    return function.put("name", name);
  }

  /** This API takes objects only; whatever else a model wrote is kept as text in one. */
  private static JsonNode arguments(String written) {
    return Json.object(written)
        .orElseGet(() ->
            written.isBlank() ? Json.newObject() : Json.newObject().put("arguments", written));
  }

  /** A signature alone belongs to the part before it. Copied, as a part may be given one. */
  private static void addBound(ArrayNode parts, JsonNode data) {
    boolean signature = data.size() == 1 && data.has(GeminiContent.SIGNATURE);
    if (!signature) {
      parts.add(data.deepCopy());
    } else if (parts.path(parts.size() - 1) instanceof ObjectNode before) {
      before.set(GeminiContent.SIGNATURE, data.path(GeminiContent.SIGNATURE));
    }
  }

  private static void signFirstCall(ArrayNode parts) {
    for (JsonNode part : parts) {
      if (part.has("functionCall")) {
        if (!part.has(GeminiContent.SIGNATURE)) {
          ((ObjectNode) part).put(GeminiContent.SIGNATURE, NOT_OURS);
        }
        return;
      }
    }
  }
}
