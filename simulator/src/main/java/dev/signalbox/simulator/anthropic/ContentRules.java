package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Attachment;
import dev.signalbox.simulator.wire.Json;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What messages may hold. */
final class ContentRules {
  private static final Set<String> BLOCKS =
      Set.of(
          "text",
          "image",
          "document",
          "search_result",
          "thinking",
          "redacted_thinking",
          "tool_use",
          "tool_result",
          "server_tool_use",
          "web_search_tool_result");
  private static final Set<String> IMAGE_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private ContentRules() {}

  static Optional<String> complaint(ObjectNode body) {
    return system(body).or(() -> messages(body));
  }

  private static Optional<String> system(ObjectNode body) {
    JsonNode system = body.path("system");
    boolean blocks =
        system.isArray() && system.valueStream().allMatch(block -> block.path("text").isString());
    return !Json.isSet(body, "system") || system.isString() || blocks
        ? Optional.empty()
        : Optional.of("system: Input should be a valid string or a list of text blocks");
  }

  private static Optional<String> messages(ObjectNode body) {
    JsonNode messages = body.get("messages");
    if (!messages.isArray()) {
      return Optional.of("messages: Input should be a valid list");
    }
    if (messages.isEmpty()) {
      return Optional.of("messages: at least one message is required");
    }
    for (int i = 0; i < messages.size(); i++) {
      Optional<String> complaint = message("messages." + i, messages.get(i));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return turns(body, messages);
  }

  private static Optional<String> message(String at, JsonNode message) {
    String role = message.path("role").stringValue("");
    if (!role.equals("user") && !role.equals("assistant")) {
      return Optional.of(at + ".role: Input should be 'user' or 'assistant'");
    }
    JsonNode content = message.path("content");
    if (content.isMissingNode()) {
      return Optional.of(at + ".content: Field required");
    }
    if (content.isString()) {
      return content.stringValue().isEmpty()
          ? Optional.of(at + ": user messages must have non-empty content")
          : Optional.empty();
    }
    if (!content.isArray() || content.isEmpty()) {
      return Optional.of(at + ".content: Input should be a non-empty list");
    }
    for (int i = 0; i < content.size(); i++) {
      Optional<String> complaint = block(at + ".content." + i, content.get(i));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> block(String at, JsonNode block) {
    String type = block.path("type").stringValue("");
    if (!BLOCKS.contains(type)) {
      return Optional.of(
          at
              + ": Input tag '"
              + type
              + "' found using 'type' does not match any of the expected tags");
    }
    return switch (type) {
      case "text" -> text(at, block);
      case "image" -> image(at + ".image", block.path("source"));
      case "document" -> document(at + ".document", block.path("source"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(String at, JsonNode block) {
    if (!block.path("text").isString()) {
      return Optional.of(at + ".text.text: Field required");
    }
    return block.get("text").stringValue().isEmpty()
        ? Optional.of("messages: text content blocks must be non-empty")
        : Optional.empty();
  }

  private static Optional<String> image(String at, JsonNode source) {
    return switch (source.path("type").stringValue("")) {
      case "base64" -> base64(at + ".source.base64", source);
      case "url" ->
          Attachment.isWebAddress(source.path("url").stringValue(""))
              ? Optional.empty()
              : Optional.of(at + ".source.url.url: Input should be a valid URL");
      case "file" -> Optional.of("The simulator keeps no files");
      default -> Optional.of(at + ".source: Input should have a type of 'base64', 'url' or 'file'");
    };
  }

  private static Optional<String> document(String at, JsonNode source) {
    String data = source.path("data").stringValue("");
    return switch (source.path("type").stringValue("")) {
      case "base64" -> {
        if (!source.path("media_type").stringValue("").equals("application/pdf")) {
          yield Optional.of(at + ".source.base64.media_type: Input should be 'application/pdf'");
        }
        Optional<byte[]> bytes = Attachment.decode(data);
        yield bytes.isPresent() && Attachment.isPdf(bytes.get())
            ? Optional.empty()
            : Optional.of("The PDF specified was not valid.");
      }
      case "url" ->
          Attachment.isWebAddress(source.path("url").stringValue(""))
              ? Optional.empty()
              : Optional.of(at + ".source.url.url: Input should be a valid URL");
      case "text" ->
          data.isEmpty() ? Optional.of(at + ".source.text.data: Field required") : Optional.empty();
      case "content" -> Optional.empty();
      case "file" -> Optional.of("The simulator keeps no files");
      default ->
          Optional.of(
              at
                  + ".source: Input should have a type of 'base64', 'content', 'file', 'text' or 'url'");
    };
  }

  private static Optional<String> base64(String at, JsonNode source) {
    String mediaType = source.path("media_type").stringValue("");
    if (!IMAGE_TYPES.contains(mediaType)) {
      return Optional.of(
          at
              + ".media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'");
    }
    Optional<byte[]> bytes = Attachment.decode(source.path("data").stringValue(""));
    if (bytes.isEmpty()) {
      return Optional.of(at + ".data: Input should be a valid base64 string");
    }
    Optional<String> found = Attachment.mediaType(bytes.get());
    if (found.isEmpty()) {
      return Optional.of("Could not process image");
    }
    return found.get().equals(mediaType)
        ? Optional.empty()
        : Optional.of(
            "%s: The image was specified using the %s media type, but the image appears to be a %s image"
                .formatted(at + ".data", mediaType, found.get()));
  }

  private static Optional<String> turns(ObjectNode body, JsonNode messages) {
    if (!messages.get(0).path("role").stringValue("").equals("user")) {
      return Optional.of("messages: first message must use the \"user\" role");
    }
    boolean endsWithAssistant =
        messages.get(messages.size() - 1).path("role").stringValue("").equals("assistant");
    boolean prefill = AnthropicModel.named(body.get("model").stringValue()).prefill();
    return endsWithAssistant && !prefill
        ? Optional.of(
            "This model does not support assistant message prefill."
                + " The conversation must end with a user message.")
        : Optional.empty();
  }
}
