package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Sha256;
import dev.signalbox.router.chat.Part;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parts of messages as the call log keeps them, each an object with one key:
 *
 * <pre>{@code
 * {"text": "…"}
 * {"image": {"media_type": "image/png", "bytes": 70213, "sha256": "…"}}
 * {"image_url": "https://…"}
 * {"pdf": {"file_name": "bill.pdf", "bytes": 70213, "sha256": "…"}}
 * {"pdf_url": "https://…"}
 * {"tool_call": {"id": "call_1", "name": "weather", "arguments": "{\"city\":\"Rome\"}"}}
 * {"tool_result": {"call_id": "call_1", "name": "weather", "content": "sunny", "failed": false}}
 * {"reasoning": "…"}
 * {"bound": {"provider": "anthropic", "sha256": "…"}}
 * }</pre>
 *
 * <p>A file of more than {@value #FILE_LIMIT} characters is kept by size and hash only; a smaller
 * one has its {@code base64} too. Of what one provider alone can read, only the hash is kept.
 */
final class PartJson {
  static final int FILE_LIMIT = 16_384;

  /** Where a file itself stands. */
  static final String CONTENT = "base64";

  private PartJson() {}

  static void put(ArrayNode parts, List<Part> given) {
    given.forEach(part -> parts.add(of(part)));
  }

  private static ObjectNode of(Part part) {
    ObjectNode json = Json.object();
    switch (part) {
      case Part.Text(String text) -> json.put("text", text);
      case Part.InlineImage(String mediaType, String base64) ->
          putFile(json.putObject("image").put("media_type", mediaType), base64);
      case Part.LinkedImage(var url) -> json.put("image_url", url.toString());
      case Part.InlinePdf(String name, String base64) ->
          putFile(json.putObject("pdf").put("file_name", name), base64);
      case Part.LinkedPdf(var url) -> json.put("pdf_url", url.toString());
      case Part.ToolCall(String id, String name, String arguments) ->
          json.putObject("tool_call").put("id", id).put("name", name).put("arguments", arguments);
      case Part.ToolResult(String callId, String name, String content, boolean failed) ->
          json.putObject("tool_result")
              .put("call_id", callId)
              .put("name", name)
              .put("content", content)
              .put("failed", failed);
      case Part.Reasoning(String text) -> json.put("reasoning", text);
      case Part.Bound(String provider, var data) ->
          json.putObject("bound")
              .put("provider", provider)
              .put("sha256", Sha256.hex(data.toString()));
    }
    return json;
  }

  private static void putFile(ObjectNode json, String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    json.put("bytes", bytes.length).put("sha256", Sha256.hex(bytes));
    if (base64.length() <= FILE_LIMIT) {
      json.put(CONTENT, base64);
    }
  }
}
