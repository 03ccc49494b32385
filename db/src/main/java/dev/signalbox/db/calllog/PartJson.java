package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Sha256;
import dev.signalbox.router.chat.Part;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonGenerator;

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

  /** Writes them as {@code parts} of an object. */
  static void write(JsonGenerator json, List<Part> parts) {
    json.writeArrayPropertyStart("parts");
    for (Part part : parts) {
      json.writeStartObject();
      write(json, part);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Part part) {
    switch (part) {
      case Part.Text(String text) -> json.writeStringProperty("text", text);
      case Part.InlineImage(String mediaType, String base64) -> {
        json.writeObjectPropertyStart("image");
        json.writeStringProperty("media_type", mediaType);
        writeFile(json, base64);
        json.writeEndObject();
      }
      case Part.LinkedImage(var url) -> json.writeStringProperty("image_url", url.toString());
      case Part.InlinePdf(String name, String base64) -> {
        json.writeObjectPropertyStart("pdf");
        json.writeStringProperty("file_name", name);
        writeFile(json, base64);
        json.writeEndObject();
      }
      case Part.LinkedPdf(var url) -> json.writeStringProperty("pdf_url", url.toString());
      case Part.ToolCall(String id, String name, String arguments) -> {
        json.writeObjectPropertyStart("tool_call");
        json.writeStringProperty("id", id);
        json.writeStringProperty("name", name);
        json.writeStringProperty("arguments", arguments);
        json.writeEndObject();
      }
      case Part.ToolResult(String callId, String name, String content, boolean failed) -> {
        json.writeObjectPropertyStart("tool_result");
        json.writeStringProperty("call_id", callId);
        json.writeStringProperty("name", name);
        json.writeStringProperty("content", content);
        json.writeBooleanProperty("failed", failed);
        json.writeEndObject();
      }
      case Part.Reasoning(String text) -> json.writeStringProperty("reasoning", text);
      case Part.Bound(String provider, var data) -> {
        json.writeObjectPropertyStart("bound");
        json.writeStringProperty("provider", provider);
        json.writeStringProperty("sha256", Sha256.hex(data.toString()));
        json.writeEndObject();
      }
    }
  }

  private static void writeFile(JsonGenerator json, String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    json.writeNumberProperty("bytes", bytes.length);
    json.writeStringProperty("sha256", Sha256.hex(bytes));
    if (base64.length() <= FILE_LIMIT) {
      json.writeStringProperty(CONTENT, base64);
    }
  }
}
