package dev.signalbox.db.view;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A part of a message as the call log keeps it, taken apart for reading. */
public sealed interface StoredPart {

  record Text(String text) implements StoredPart {}

  /** A file, a link, or what only one provider can read: described, not shown. */
  record Note(String note) implements StoredPart {}

  /**
   * The model asks for a tool.
   *
   * @param arguments as the model wrote them; JSON more often than not
   */
  record ToolCall(String callId, String tool, String arguments) implements StoredPart {}

  /**
   * What came of it.
   *
   * @param failed whether the tool failed and {@code result} says how
   */
  record ToolResult(String callId, String tool, String result, boolean failed)
      implements StoredPart {}

  record Reasoning(String reasoning) implements StoredPart {}

  static List<StoredPart> listOf(JsonNode parts) {
    return parts.valueStream().map(StoredPart::of).toList();
  }

  private static StoredPart of(JsonNode part) {
    String kind = part.propertyNames().stream().findFirst().orElse("");
    JsonNode content = part.path(kind);
    return switch (kind) {
      case "text" -> new Text(content.asString(""));
      case "image" -> new Note(file(content.path("media_type").asString(""), content));
      case "image_url" -> new Note("image at " + content.asString(""));
      case "pdf" -> new Note(file("PDF " + content.path("file_name").asString(""), content));
      case "pdf_url" -> new Note("PDF at " + content.asString(""));
      case "tool_call" ->
          new ToolCall(
              content.path("id").asString(""),
              content.path("name").asString(""),
              content.path("arguments").asString(""));
      case "tool_result" ->
          new ToolResult(
              content.path("call_id").asString(""),
              content.path("name").asString(""),
              content.path("content").asString(""),
              content.path("failed").asBoolean(false));
      case "reasoning" -> new Reasoning(content.asString(""));
      case "bound" ->
          new Note(
              "for "
                  + content.path("provider").asString("")
                  + " alone, SHA-256 "
                  + content.path("sha256").asString(""));
      default -> new Note("a part of a kind not known here: " + kind);
    };
  }

  private static String file(String what, JsonNode file) {
    return what
        + ", "
        + file.path("bytes").asLong(0)
        + " bytes, SHA-256 "
        + file.path("sha256").asString("");
  }
}
