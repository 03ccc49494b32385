package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Attachment;
import dev.signalbox.simulator.wire.Json;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What messages may hold. */
final class ContentRules {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");
  private static final Set<String> PARTS =
      Set.of("text", "image_url", "input_audio", "file", "refusal");
  private static final Pattern DATA_URL =
      Pattern.compile("data:([^;,]*);base64,(.*)", Pattern.DOTALL);

  private ContentRules() {}

  static Optional<OpenAiError> complaint(ObjectNode body, OpenAiModel model) {
    if (!Json.isSet(body, "messages")) {
      return Optional.of(OpenAiError.missing("messages"));
    }
    JsonNode messages = body.get("messages");
    if (!messages.isArray()) {
      return Optional.of(
          OpenAiError.wrongType("messages", "an array of objects", "something else"));
    }
    if (messages.isEmpty()) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
                  + " empty array instead.",
              "messages",
              "empty_array"));
    }
    for (int i = 0; i < messages.size(); i++) {
      Optional<OpenAiError> complaint = message("messages[" + i + "]", messages.get(i), model);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<OpenAiError> message(String at, JsonNode message, OpenAiModel model) {
    String role = message.path("role").stringValue("");
    if (role.isEmpty()) {
      return Optional.of(OpenAiError.missing(at + ".role"));
    }
    if (!ROLES.contains(role)) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid value: '%s'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'."
                  .formatted(role),
              at + ".role",
              "invalid_value"));
    }
    JsonNode content = message.path("content");
    if (content.isString() || (role.equals("assistant") && !content.isArray())) {
      return Optional.empty();
    }
    return content.isArray()
        ? parts(at + ".content", content, model)
        : Optional.of(
            OpenAiError.invalid(
                "Invalid value for 'content': expected a string, got null.",
                at + ".content",
                null));
  }

  private static Optional<OpenAiError> parts(String at, JsonNode parts, OpenAiModel model) {
    for (int i = 0; i < parts.size(); i++) {
      Optional<OpenAiError> complaint = part(at + "[" + i + "]", parts.get(i), model);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<OpenAiError> part(String at, JsonNode part, OpenAiModel model) {
    String type = part.path("type").stringValue("");
    if (!PARTS.contains(type)) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid value: '%s'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'."
                  .formatted(type),
              at + ".type",
              "invalid_value"));
    }
    return switch (type) {
      case "text" ->
          part.path("text").isString()
              ? Optional.empty()
              : Optional.of(OpenAiError.missing(at + ".text"));
      case "image_url" -> image(at + ".image_url.url", part.path("image_url").path("url"), model);
      case "file" -> file(at + ".file", part.path("file"));
      default -> Optional.empty();
    };
  }

  static Optional<OpenAiError> image(String at, JsonNode url, OpenAiModel model) {
    if (!url.isString()) {
      return Optional.of(OpenAiError.missing(at));
    }
    if (!model.images()) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid content type. image_url is only supported by certain models.", at, null));
    }
    Matcher data = DATA_URL.matcher(url.stringValue());
    if (data.matches()) {
      return base64(data.group(2));
    }
    return Attachment.isWebAddress(url.stringValue())
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "Error while downloading " + url.stringValue() + ".", null, "invalid_image_url"));
  }

  /** By id, by address, or with its data at hand. */
  static Optional<OpenAiError> file(String at, JsonNode file) {
    if (Json.isSet(file, "file_id") || Json.isSet(file, "file_url")) {
      return Optional.empty();
    }
    String given = file.path("file_data").stringValue("");
    Matcher data = DATA_URL.matcher(given);
    if (!data.matches()) {
      return Optional.of(OpenAiError.missing(at + ".file_id"));
    }
    Optional<byte[]> bytes = Attachment.decode(data.group(2));
    boolean sound =
        bytes.isPresent()
            && (!data.group(1).equals("application/pdf") || Attachment.isPdf(bytes.get()));
    return sound
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "The file data is not a valid file of its type.",
                at + ".file_data",
                "invalid_value"));
  }

  private static Optional<OpenAiError> base64(String data) {
    Optional<byte[]> bytes = Attachment.decode(data);
    if (bytes.isEmpty()) {
      return Optional.of(OpenAiError.invalid("Invalid base64 image_url.", null, "invalid_base64"));
    }
    return Attachment.mediaType(bytes.get()).isPresent()
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "You uploaded an unsupported image. Please make sure your image has of one the"
                    + " following formats: ['png', 'jpeg', 'gif', 'webp'].",
                null,
                "invalid_image_format"));
  }
}
