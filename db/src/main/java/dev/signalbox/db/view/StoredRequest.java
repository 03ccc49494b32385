package dev.signalbox.db.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request as the call log keeps it, taken apart for reading.
 *
 * @param schema the JSON schema that the answer had to satisfy, as JSON
 * @param settings what else was asked for, such as {@code temperature 0}
 */
public record StoredRequest(
    List<Message> messages, Optional<String> schema, List<String> settings) {
  public StoredRequest {
    messages = List.copyOf(messages);
    settings = List.copyOf(settings);
  }

  /** One turn; what is no text is described in brackets. */
  public record Message(String role, String text) {}

  static StoredRequest of(JsonNode request) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : request.path("messages")) {
      StringBuilder text = new StringBuilder();
      message.path("parts").forEach(part -> text.append(shown(part)));
      messages.add(new Message(message.path("role").asString(""), text.toString()));
    }
    return new StoredRequest(
        messages,
        request.path("format").path("schema").asOptional().map(JsonNode::toPrettyString),
        settings(request));
  }

  private static String shown(JsonNode part) {
    if (part.has("image")) {
      JsonNode image = part.path("image");
      return "["
          + image.path("media_type").asString("")
          + ", "
          + image.path("bytes").asLong(0)
          + " bytes, SHA-256 "
          + image.path("sha256").asString("")
          + "]";
    }
    return part.has("image_url")
        ? "[image at " + part.path("image_url").asString("") + "]"
        : part.path("text").asString("");
  }

  private static List<String> settings(JsonNode request) {
    List<String> settings = new ArrayList<>();
    JsonNode format = request.path("format");
    if (format.has("name")) {
      settings.add(
          "JSON schema "
              + format.path("name").asString("")
              + (format.path("strict").asBoolean(false) ? ", strict" : ""));
    }
    for (String name : List.of("max_output_tokens", "temperature", "top_p", "stop")) {
      if (request.has(name)) {
        settings.add(name.replace('_', ' ') + " " + request.path(name));
      }
    }
    return settings;
  }
}
