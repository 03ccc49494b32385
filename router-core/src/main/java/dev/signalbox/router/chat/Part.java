package dev.signalbox.router.chat;

import java.net.URI;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** One piece of a message. */
public sealed interface Part {

  /** Plain text. */
  record Text(String text) implements Part {}

  /**
   * An image sent along with the request; {@code base64} is standard Base64 without line breaks.
   */
  record InlineImage(String mediaType, String base64) implements Part {
    public InlineImage {
      if (!mediaType.startsWith("image/")) {
        throw new IllegalArgumentException("not an image media type: " + mediaType);
      }
      Base64.getDecoder().decode(base64);
    }
  }

  /** An image that the provider fetches itself. */
  record LinkedImage(URI url) implements Part {}

  /**
   * A PDF sent along with the request; {@code base64} is standard Base64 without line breaks.
   *
   * @param name the file's name as the model is told it; never empty
   */
  record InlinePdf(String name, String base64) implements Part {
    public static final String MEDIA_TYPE = "application/pdf";

    public InlinePdf {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a document needs a name");
      }
      Base64.getDecoder().decode(base64);
    }
  }

  /** A PDF that the provider fetches itself. */
  record LinkedPdf(URI url) implements Part {}

  /**
   * A call of one of the caller's tools that the model asks for.
   *
   * @param id empty when the provider gave none
   * @param arguments JSON text as the model wrote it; free text for a tool that takes free text
   */
  record ToolCall(String id, String name, String arguments) implements Part {}

  /**
   * What came of a tool call.
   *
   * @param callId of the {@link ToolCall} that it answers
   * @param toolName of the tool that was called
   * @param failed whether the tool failed and {@code content} says how
   */
  record ToolResult(String callId, String toolName, String content, boolean failed)
      implements Part {}

  /** What the model let be seen of its reasoning. Shown to people, never sent back. */
  record Reasoning(String text) implements Part {}

  /**
   * Data that only one provider can read, such as a signed thinking block: to be sent back to it
   * unchanged, in its place among the other parts, and to nobody else.
   *
   * @param provider the name by which the routing table knows the provider
   * @param data in a form of that provider's codec
   */
  record Bound(String provider, JsonNode data) implements Part {}
}
