package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.provider.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in an answer's {@code message}, or in a {@code delta} of one that is streamed, with
 * the habits of those who imitate the API.
 */
final class OpenAiChatMessage {
  static final String REASONING = "reasoning";

  /** DeepSeek's word for it, and Z.ai's. */
  static final String REASONING_CONTENT = "reasoning_content";

  /** OpenRouter's reasoning as its own providers gave it, signatures and all. */
  static final String REASONING_DETAILS = "reasoning_details";

  private OpenAiChatMessage() {}

  /** A string, or, as Mistral's reasoning models send it, parts among which text is one kind. */
  static String text(JsonNode message) {
    JsonNode content = message.path("content");
    return content.isArray() ? texts(content, "text", "text") : Json.text(content);
  }

  /** What can be seen of the reasoning, by whichever name. */
  static String reasoning(JsonNode message) {
    return Stream.of(message.path(REASONING_CONTENT), message.path(REASONING))
        .flatMap(node -> Json.someText(node).stream())
        .findFirst()
        .orElseGet(() -> thinking(message.path("content")));
  }

  private static String thinking(JsonNode content) {
    return content
        .valueStream()
        .filter(part -> isOfType(part, "thinking"))
        .map(part ->
            part.path("thinking").isArray()
                ? texts(part.path("thinking"), "text", "text")
                : Json.text(part.path("thinking")))
        .collect(Collectors.joining());
  }

  private static String texts(JsonNode parts, String type, String field) {
    return parts
        .valueStream()
        .filter(part -> isOfType(part, type))
        .map(part -> Json.text(part.path(field)))
        .collect(Collectors.joining());
  }

  private static boolean isOfType(JsonNode part, String type) {
    return Json.text(part.path("type")).equals(type);
  }

  /**
   * All that a whole message holds: reasoning, what of it has to come back, text, tool calls.
   *
   * @param provider whose message it is
   */
  static List<Part> content(JsonNode message, String provider) {
    List<Part> content = new ArrayList<>();
    Optional.of(reasoning(message))
        .filter(it -> !it.isEmpty())
        .ifPresent(it -> content.add(new Part.Reasoning(it)));
    ObjectNode bound = bound(message);
    if (!bound.isEmpty()) {
      content.add(new Part.Bound(provider, bound));
    }
    Optional.of(text(message))
        .filter(it -> !it.isEmpty())
        .ifPresent(it -> content.add(new Part.Text(it)));
    message.path("tool_calls").forEach(call -> content.add(toolCall(call)));
    return content;
  }

  /**
   * The fields that the next turn has to repeat. DeepSeek refuses the results of tools when the
   * reasoning that led to their calls is missing, and disregards other reasoning.
   */
  private static ObjectNode bound(JsonNode message) {
    ObjectNode bound = Json.newObject();
    if (!message.path(REASONING_DETAILS).isEmpty()) {
      bound.set(REASONING_DETAILS, message.path(REASONING_DETAILS));
    }
    if (!message.path("tool_calls").isEmpty()) {
      Json.someText(message.path(REASONING_CONTENT))
          .ifPresent(text -> bound.put(REASONING_CONTENT, text));
    }
    return bound;
  }

  private static Part.ToolCall toolCall(JsonNode call) {
    return new Part.ToolCall(Json.text(call.path("id")), name(call), arguments(call));
  }

  /** The name of the tool that a call, or a piece of one, names. */
  static String name(JsonNode call) {
    return Json.text(tool(call).path("name"));
  }

  /** The arguments of a call, or a piece of them: JSON text, though some send the JSON itself. */
  static String arguments(JsonNode call) {
    JsonNode arguments = tool(call).path(isCustom(call) ? "input" : "arguments");
    return arguments.isObject() ? arguments.toString() : Json.text(arguments);
  }

  private static JsonNode tool(JsonNode call) {
    return call.path(isCustom(call) ? "custom" : "function");
  }

  /** A custom tool takes free text. */
  static boolean isCustom(JsonNode call) {
    return call.path("custom").isObject();
  }

  /** Where OpenAI annotates the message, Perplexity lists pages beside the choices. */
  static List<Citation> citations(JsonNode body, JsonNode message) {
    Stream<Citation> annotated =
        message
            .path("annotations")
            .valueStream()
            .map(annotation -> annotation.path("url_citation"))
            .map(it -> citation(Json.text(it.path("url")), Json.someText(it.path("title"))));
    Map<String, String> titles = titles(body.path("search_results"));
    Stream<Citation> listed =
        body.path("citations")
            .valueStream()
            .map(Json::text)
            .map(url -> citation(url, Optional.ofNullable(titles.get(url))));
    return Citation.once(
        Stream.concat(annotated, listed)
            .filter(citation -> !citation.url().equals(Optional.of(""))));
  }

  private static Citation citation(String url, Optional<String> title) {
    return new Citation(Optional.of(url), title, Optional.empty());
  }

  private static Map<String, String> titles(JsonNode searchResults) {
    Map<String, String> titles = new HashMap<>();
    for (JsonNode result : searchResults) {
      Json.someText(result.path("title"))
          .ifPresent(title -> titles.putIfAbsent(Json.text(result.path("url")), title));
    }
    return titles;
  }
}
