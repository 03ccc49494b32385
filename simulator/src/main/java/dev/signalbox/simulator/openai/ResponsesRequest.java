package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Tokens;
import dev.signalbox.simulator.wire.Tools;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the rules have let through. */
final class ResponsesRequest {
  private static final int TOKENS_PER_REPLY = 3;
  private static final int TOKENS_PER_ITEM = 4;
  private static final int TOKENS_PER_IMAGE = 765;

  private ResponsesRequest() {}

  static Question question(ObjectNode body) {
    String name = body.get("model").stringValue();
    OpenAiModel model = OpenAiModel.named(name);
    return new Question(
        name,
        prompt(body.get("input")),
        form(body.path("text").path("format")),
        List.of(),
        body.path("max_output_tokens").asInt(model.maxTokens()),
        inputTokens(body),
        new Question.Thinking(
            OpenAiModel.reasoningTokens(effort(body, model)),
            Json.isSet(body.path("reasoning"), "summary")),
        tools(body),
        body.path("stream").asBoolean(false) ? Question.Delivery.EVENTS : Question.Delivery.WHOLE,
        body);
  }

  static String effort(ObjectNode body, OpenAiModel model) {
    return body.path("reasoning").path("effort").stringValue(model.usualEffort());
  }

  private static Tools tools(ObjectNode body) {
    JsonNode input = body.get("input");
    String last = input.path(input.size() - 1).path("type").stringValue("");
    return ToolChoice.applied(
        body,
        body.path("tool_choice").path("name").stringValue(""),
        functions(body),
        last.equals("function_call_output"));
  }

  static List<Tools.Tool> functions(ObjectNode body) {
    return body.path("tools")
        .valueStream()
        .filter(tool -> tool.path("type").stringValue("").equals("function"))
        .map(ToolChoice::tool)
        .toList();
  }

  private static Question.Form form(JsonNode format) {
    return switch (format.path("type").stringValue("text")) {
      case "json_object" -> new Question.Form.JsonObject();
      case "json_schema" -> new Question.Form.Schema(format.path("schema"));
      default -> new Question.Form.Text();
    };
  }

  /** The text of the last user message that has any. */
  private static String prompt(JsonNode input) {
    if (input.isString()) {
      return input.stringValue();
    }
    String prompt = "";
    for (JsonNode item : input) {
      String text = text(item.path("content"));
      if (item.path("role").stringValue("").equals("user") && !text.isEmpty()) {
        prompt = text;
      }
    }
    return prompt;
  }

  /** Of a string, or of the text parts of a list. */
  static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    return content
        .valueStream()
        .filter(part -> part.path("type").stringValue("").endsWith("_text"))
        .map(part -> part.path("text").stringValue(""))
        .collect(Collectors.joining("\n"));
  }

  private static int inputTokens(ObjectNode body) {
    JsonNode input = body.get("input");
    int tokens = TOKENS_PER_REPLY + Tokens.count(body.path("instructions").stringValue(""));
    if (input.isString()) {
      tokens += TOKENS_PER_ITEM + Tokens.count(input.stringValue());
    }
    for (JsonNode item : input) {
      tokens += TOKENS_PER_ITEM + Tokens.count(text(item.path("content")));
      tokens += TOKENS_PER_IMAGE * images(item.path("content"));
    }
    for (JsonNode more : List.of(body.path("tools"), body.path("text").path("format"))) {
      tokens += more.isEmpty() ? 0 : Tokens.count(more.toString());
    }
    return tokens;
  }

  private static int images(JsonNode content) {
    return (int)
        content
            .valueStream()
            .filter(part -> part.path("type").stringValue("").equals("input_image"))
            .count();
  }
}
