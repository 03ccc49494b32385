package dev.signalbox.db.store;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.table.Target;
import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request and a decision as the call log keeps them:
 *
 * <pre>{@code
 * {"messages": [{"role": "user", "parts": [{"text": "…"}, {"image": {"media_type": "image/png",
 *    "bytes": 70213, "sha256": "…"}}, {"image_url": "https://…"}]}],
 *  "format": {"name": "invoice", "schema": {…}, "strict": true},
 *  "max_output_tokens": 200, "temperature": 0.0, "top_p": 1.0, "stop": ["…"]}
 *
 * {"candidates": [{"provider": "openai", "model": "gpt-4o-mini", "max_output_tokens": 200}],
 *  "skipped": [{"provider": "anthropic", "model": "…", "reason": "breaker_open"}]}
 * }</pre>
 *
 * <p>What is absent has no key. An image of more than {@value #IMAGE_LIMIT} characters is kept by
 * size and hash only; a smaller one has its {@code base64} too.
 */
final class CallJson {
  static final int IMAGE_LIMIT = 16_384;

  private CallJson() {}

  static String of(ChatRequest request) {
    ObjectNode json = Json.object();
    ArrayNode messages = json.putArray("messages");
    request.messages().forEach(message -> messages.add(of(message)));
    if (request.format() instanceof ResponseFormat.JsonSchema(var name, var schema, var strict)) {
      json.putObject("format").put("name", name).put("strict", strict).set("schema", schema);
    }
    request.maxOutputTokens().ifPresent(tokens -> json.put("max_output_tokens", tokens));
    request.sampling().temperature().ifPresent(value -> json.put("temperature", value));
    request.sampling().topP().ifPresent(value -> json.put("top_p", value));
    if (!request.stop().isEmpty()) {
      ArrayNode stop = json.putArray("stop");
      request.stop().forEach(stop::add);
    }
    return Json.text(json);
  }

  private static ObjectNode of(Message message) {
    ObjectNode json = Json.object().put("role", Code.of(message.role()));
    ArrayNode parts = json.putArray("parts");
    message.parts().forEach(part -> parts.add(of(part)));
    return json;
  }

  private static ObjectNode of(Part part) {
    return switch (part) {
      case Part.Text(String text) -> Json.object().put("text", text);
      case Part.LinkedImage(var url) -> Json.object().put("image_url", url.toString());
      case Part.InlineImage image -> {
        ObjectNode json = Json.object();
        json.set("image", of(image));
        yield json;
      }
    };
  }

  private static ObjectNode of(Part.InlineImage image) {
    byte[] bytes = Base64.getDecoder().decode(image.base64());
    ObjectNode json =
        Json.object()
            .put("media_type", image.mediaType())
            .put("bytes", bytes.length)
            .put("sha256", Sha256.hex(bytes));
    return image.base64().length() > IMAGE_LIMIT ? json : json.put("base64", image.base64());
  }

  static String of(Decision decision) {
    ObjectNode json = Json.object();
    ArrayNode candidates = json.putArray("candidates");
    decision.candidates().forEach(target -> candidates.add(of(target)));
    ArrayNode skipped = json.putArray("skipped");
    decision
        .skipped()
        .forEach(skip -> skipped.add(of(skip.target()).put("reason", Code.of(skip.reason()))));
    return Json.text(json);
  }

  private static ObjectNode of(Target target) {
    ObjectNode json = Json.object().put("provider", target.provider()).put("model", target.model());
    target.maxOutputTokens().ifPresent(tokens -> json.put("max_output_tokens", tokens));
    return json;
  }
}
