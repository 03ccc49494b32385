package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the rules have let through. */
final class Messages {
  private static final int TOKENS_PER_MESSAGE = 7;
  private static final int TOKENS_PER_IMAGE = 1_200;

  /** What a model thinks about one question. */
  private static final int THINKING_TOKENS = 48;

  /** What the API itself tells the model about a schema or about tools. */
  private static final int INSTRUCTION_TOKENS = 170;

  private Messages() {}

  static Question question(ObjectNode body) {
    List<String> stops = new ArrayList<>();
    body.path("stop_sequences").forEach(stop -> stops.add(stop.stringValue()));
    JsonNode schema = body.path("output_config").path("format").path("schema");
    return new Question(
        body.get("model").stringValue(),
        prompt(body.get("messages")),
        schema.isObject() ? new Question.Form.Schema(schema) : new Question.Form.Text(),
        stops,
        body.get("max_tokens").intValue(),
        inputTokens(body),
        thinking(body.path("thinking").path("type").stringValue("disabled")),
        ToolRules.tools(body),
        body.path("stream").asBoolean(false) ? Question.Delivery.EVENTS : Question.Delivery.WHOLE,
        body);
  }

  private static Question.Thinking thinking(String type) {
    return type.equals("disabled")
        ? Question.Thinking.NONE
        : new Question.Thinking(THINKING_TOKENS, true);
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

  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    return content
        .valueStream()
        .filter(block -> block.path("type").stringValue("").equals("text"))
        .map(block -> block.path("text").stringValue(""))
        .collect(Collectors.joining("\n"));
  }

  private static int inputTokens(ObjectNode body) {
    int tokens = Tokens.count(text(body.path("system")));
    for (JsonNode message : body.get("messages")) {
      JsonNode content = message.path("content");
      tokens += TOKENS_PER_MESSAGE + Tokens.count(text(content));
      tokens += TOKENS_PER_IMAGE * images(content);
    }
    return tokens
        + instructions(body.path("tools"))
        + instructions(body.path("output_config").path("format"));
  }

  private static int instructions(JsonNode given) {
    return given.isEmpty() ? 0 : INSTRUCTION_TOKENS + Tokens.count(given.toString());
  }

  private static int images(JsonNode content) {
    return (int)
        content
            .valueStream()
            .filter(block -> block.path("type").stringValue("").equals("image"))
            .count();
  }
}
