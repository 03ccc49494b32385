package dev.signalbox.simulator;

import dev.signalbox.simulator.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The simulated APIs, each as a client of it sees it. */
enum Api {
  ANTHROPIC(
      "claude-haiku-4-5",
      """
      {"model": "claude-haiku-4-5", "max_tokens": 5000,
       "messages": [{"role": "user", "content": "$prompt"}]}\
      """,
      """
      [{"name": "weather", "input_schema": {"type": "object", "properties": {}}}]\
      """,
      "/content/*/text",
      "/delta/text"),
  CHAT(
      "gpt-4o-mini",
      """
      {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "$prompt"}]}\
      """,
      """
      [{"type": "function", "function": {"name": "weather"}}]\
      """,
      "/choices/*/message/content",
      "/choices/*/delta/content"),
  RESPONSES(
      "gpt-5.4-mini",
      """
      {"model": "gpt-5.4-mini", "input": "$prompt"}\
      """,
      """
      [{"type": "function", "name": "weather"}]\
      """,
      "/output/*/content/*/text",
      "/delta"),
  GEMINI(
      "gemini-3.6-flash",
      """
      {"contents": [{"role": "user", "parts": [{"text": "$prompt"}]}]}\
      """,
      """
      [{"functionDeclarations": [{"name": "weather"}]}]\
      """,
      "/candidates/*/content/parts/*/text",
      "/candidates/*/content/parts/*/text"),
  PERPLEXITY(
      "openai/gpt-6-luna",
      """
      {"model": "openai/gpt-6-luna", "input": "$prompt"}\
      """,
      """
      [{"type": "function", "name": "weather"}]\
      """,
      "/output/*/content/*/text",
      "/delta"),
  COMPATIBLE(
      "mistral-small-latest",
      """
      {"model": "mistral-small-latest", "messages": [{"role": "user", "content": "$prompt"}]}\
      """,
      """
      [{"type": "function", "function": {"name": "weather"}}]\
      """,
      "/choices/*/message/content",
      "/choices/*/delta/content");

  private static final Map<String, String> HEADERS =
      Map.of(
          "authorization",
          "Bearer sk-test",
          "x-api-key",
          "sk-ant-test",
          "x-goog-api-key",
          "key",
          "anthropic-version",
          "2023-06-01");

  private final String model;
  private final String body;
  private final String tools;
  private final String wholeText;
  private final String pieceOfText;

  Api(String model, String body, String tools, String wholeText, String pieceOfText) {
    this.model = model;
    this.body = body;
    this.tools = tools;
    this.wholeText = wholeText;
    this.pieceOfText = pieceOfText;
  }

  SimulatedProvider provider() {
    return switch (this) {
      case ANTHROPIC -> SimulatedProvider.anthropic();
      case CHAT, RESPONSES -> SimulatedProvider.openai();
      case GEMINI -> SimulatedProvider.google();
      case PERPLEXITY -> SimulatedProvider.perplexity();
      case COMPATIBLE -> SimulatedProvider.compatible("mistral");
    };
  }

  String model() {
    return model;
  }

  HttpRequest ask(String prompt, boolean streamed) {
    return request(body(prompt), streamed);
  }

  /** Offers the tool {@code weather}. */
  HttpRequest askWithTool(String prompt, boolean streamed) {
    ObjectNode offering = body(prompt);
    offering.set("tools", Caller.JSON.readTree(tools));
    return request(offering, streamed);
  }

  ObjectNode body(String prompt) {
    return (ObjectNode) Caller.JSON.readTree(body.replace("$prompt", prompt));
  }

  HttpRequest request(ObjectNode body, boolean streamed) {
    if (streamed && this != GEMINI) {
      body.put("stream", true);
    }
    return new HttpRequest("POST", target(streamed), HEADERS, body.toString());
  }

  private String target(boolean streamed) {
    return switch (this) {
      case ANTHROPIC -> "/v1/messages";
      case CHAT, COMPATIBLE -> "/v1/chat/completions";
      case RESPONSES -> "/v1/responses";
      case GEMINI ->
          "/v1beta/models/"
              + model
              + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent");
      case PERPLEXITY -> "/v1/agent";
    };
  }

  /** The text of an answer in one piece. */
  String text(String answer) {
    return strings(Caller.JSON.readTree(answer), wholeText).collect(Collectors.joining());
  }

  /** The text of a streamed answer. */
  String streamedText(String stream) {
    Function<JsonNode, Boolean> isText =
        event -> !event.has("delta") || !event.path("type").stringValue("").contains("arguments");
    return events(stream).stream()
        .filter(isText::apply)
        .flatMap(event -> strings(event, pieceOfText))
        .collect(Collectors.joining());
  }

  /** The data of a stream's events, as far as they are JSON. */
  static List<JsonNode> events(String stream) {
    return Arrays.stream(stream.split("\\R"))
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Caller.JSON.readTree(line.substring("data: ".length())))
        .toList();
  }

  /** The strings at a path; {@code *} stands for any index. */
  private static Stream<String> strings(JsonNode node, String path) {
    if (path.isEmpty()) {
      return Stream.ofNullable(node.stringValue(null));
    }
    int end = path.indexOf('/', 1);
    String first = path.substring(1, end < 0 ? path.length() : end);
    String rest = end < 0 ? "" : path.substring(end);
    return first.equals("*")
        ? node.valueStream().flatMap(element -> strings(element, rest))
        : strings(node.path(first), rest);
  }
}
