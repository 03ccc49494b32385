package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Tokens;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the rules have let through. */
final class Chat {
  private static final int TOKENS_PER_REPLY = 3;
  private static final int TOKENS_PER_MESSAGE = 4;
  private static final int TOKENS_PER_IMAGE = 765;

  private Chat() {}

  static Question question(ObjectNode body, Function<String, OpenAiModel> models) {
    String name = body.get("model").stringValue();
    OpenAiModel model = models.apply(name);
    String effort = body.path("reasoning_effort").stringValue(model.usualEffort());
    return new Question(
        name,
        prompt(body.get("messages")),
        form(body.path("response_format")),
        stops(body.path("stop")),
        maxTokens(body, model),
        inputTokens(body),
        new Question.Thinking(OpenAiModel.reasoningTokens(effort), false),
        ChatToolRules.tools(body),
        delivery(body),
        body);
  }

  private static Question.Delivery delivery(ObjectNode body) {
    if (!body.path("stream").asBoolean(false)) {
      return Question.Delivery.WHOLE;
    }
    return body.path("stream_options").path("include_usage").asBoolean(false)
        ? Question.Delivery.EVENTS_WITH_USAGE
        : Question.Delivery.EVENTS;
  }

  private static Question.Form form(JsonNode format) {
    return switch (format.path("type").stringValue("text")) {
      case "json_object" -> new Question.Form.JsonObject();
      case "json_schema" -> new Question.Form.Schema(format.path("json_schema").path("schema"));
      default -> new Question.Form.Text();
    };
  }

  private static List<String> stops(JsonNode stop) {
    return stop.isString()
        ? List.of(stop.stringValue())
        : stop.valueStream().map(JsonNode::stringValue).toList();
  }

  private static int maxTokens(ObjectNode body, OpenAiModel model) {
    int older = body.path("max_tokens").asInt(model.maxTokens());
    return body.path("max_completion_tokens").asInt(older);
  }

  /** The text of the last user message that has any. */
  private static String prompt(JsonNode messages) {
    String prompt = "";
    for (JsonNode message : messages) {
      String text = text(message.path("content"));
      if (message.path("role").stringValue("").equals("user") && !text.isEmpty()) {
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
        .filter(part -> part.path("type").stringValue("").equals("text"))
        .map(part -> part.path("text").stringValue(""))
        .collect(Collectors.joining("\n"));
  }

  private static int inputTokens(ObjectNode body) {
    int tokens = TOKENS_PER_REPLY;
    for (JsonNode message : body.get("messages")) {
      JsonNode content = message.path("content");
      tokens += TOKENS_PER_MESSAGE + Tokens.count(text(content));
      tokens += TOKENS_PER_IMAGE * images(content);
    }
    for (String field : List.of("tools", "response_format")) {
      tokens += Json.isSet(body, field) ? Tokens.count(body.get(field).toString()) : 0;
    }
    return tokens;
  }

  private static int images(JsonNode content) {
    return (int)
        content
            .valueStream()
            .filter(part -> part.path("type").stringValue("").equals("image_url"))
            .count();
  }
}
