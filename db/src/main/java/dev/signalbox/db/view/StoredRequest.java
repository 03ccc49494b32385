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
    List<Message> messages, List<Tool> tools, Optional<String> schema, List<String> settings) {
  private static final String ANY_JSON = "JSON";
  private static final List<String> SETTINGS =
      List.of(
          "max_output_tokens",
          "temperature",
          "top_p",
          "top_k",
          "seed",
          "frequency_penalty",
          "presence_penalty",
          "stop",
          "effort");

  public StoredRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    settings = List.copyOf(settings);
  }

  /** One turn. */
  public record Message(String role, List<StoredPart> parts) {
    public Message {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A tool that could be called.
   *
   * @param parameters JSON schema of its arguments, as JSON
   */
  public record Tool(String name, String description, String parameters) {}

  /** Whether the answer had to be JSON, of whatever form. */
  public boolean isAnyJson() {
    return settings.contains(ANY_JSON);
  }

  static StoredRequest of(JsonNode request) {
    return new StoredRequest(
        request
            .path("messages")
            .valueStream()
            .map(message ->
                new Message(
                    message.path("role").asString(""), StoredPart.listOf(message.path("parts"))))
            .toList(),
        request
            .path("tools")
            .valueStream()
            .map(tool ->
                new Tool(
                    tool.path("name").asString(""),
                    tool.path("description").asString(""),
                    tool.path("parameters").toPrettyString()))
            .toList(),
        request.path("format").path("schema").asOptional().map(JsonNode::toPrettyString),
        settings(request));
  }

  private static List<String> settings(JsonNode request) {
    List<String> settings = new ArrayList<>();
    format(request.path("format")).ifPresent(settings::add);
    for (String name : SETTINGS) {
      if (request.has(name)) {
        settings.add(name.replace('_', ' ') + " " + shown(request.path(name)));
      }
    }
    toolChoice(request.path("tool_choice")).ifPresent(settings::add);
    if (request.has("parallel_tool_calls")) {
      settings.add("one tool call at a time");
    }
    if (request.has("show_reasoning")) {
      settings.add("reasoning shown");
    }
    if (request.has("search")) {
      settings.add("web search");
    }
    return settings;
  }

  private static Optional<String> format(JsonNode format) {
    if (format.isString()) {
      return Optional.of(ANY_JSON);
    }
    return format
        .path("name")
        .stringValueOpt()
        .map(name ->
            "JSON schema " + name + (format.path("strict").asBoolean(false) ? ", strict" : ""));
  }

  private static Optional<String> toolChoice(JsonNode choice) {
    return choice.isObject()
        ? Optional.of("has to call " + choice.path("name").asString(""))
        : choice
            .stringValueOpt()
            .map(word -> word.equals("none") ? "no tool call" : "has to call a tool");
  }

  private static String shown(JsonNode setting) {
    return setting.isString() ? setting.stringValue() : setting.toString();
  }
}
