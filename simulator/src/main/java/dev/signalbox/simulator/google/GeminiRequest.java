package dev.signalbox.simulator.google;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Tokens;
import dev.signalbox.simulator.wire.Tools;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the rules have let through. */
final class GeminiRequest {
  private static final int TOKENS_PER_IMAGE = 258;
  private static final int THINKING_TOKENS = 40;

  private GeminiRequest() {}

  static Question question(String name, Question.Delivery delivery, ObjectNode body) {
    GeminiModel model = GeminiModel.named(name);
    JsonNode config = body.path("generationConfig");
    return new Question(
        name,
        prompt(body.get("contents")),
        form(config),
        config.path("stopSequences").valueStream().map(JsonNode::stringValue).toList(),
        config.path("maxOutputTokens").asInt(model.maxTokens()),
        inputTokens(body),
        thinking(config.path("thinkingConfig"), model),
        tools(body),
        delivery,
        body);
  }

  private static Question.Thinking thinking(JsonNode config, GeminiModel model) {
    boolean off = !model.thinks() || config.path("thinkingBudget").asInt(-1) == 0;
    return off
        ? Question.Thinking.NONE
        : new Question.Thinking(THINKING_TOKENS, config.path("includeThoughts").asBoolean(false));
  }

  private static Question.Form form(JsonNode config) {
    if (!config.path("responseMimeType").stringValue("").equals("application/json")) {
      return new Question.Form.Text();
    }
    for (String field : List.of("responseJsonSchema", "responseSchema")) {
      if (Json.isSet(config, field)) {
        return new Question.Form.Schema(config.get(field));
      }
    }
    return new Question.Form.JsonObject();
  }

  private static Tools tools(ObjectNode body) {
    JsonNode config = body.path("toolConfig").path("functionCallingConfig");
    String mode = config.path("mode").stringValue("AUTO");
    List<String> allowed =
        config.path("allowedFunctionNames").valueStream().map(JsonNode::stringValue).toList();
    List<Tools.Tool> offered =
        ConfigRules.functionDeclarations(body)
            .filter(_ -> !mode.equals("NONE"))
            .map(GeminiRequest::tool)
            .filter(tool -> allowed.isEmpty() || allowed.contains(tool.name()))
            .toList();
    JsonNode contents = body.get("contents");
    boolean answered =
        contents
            .get(contents.size() - 1)
            .path("parts")
            .valueStream()
            .anyMatch(part -> part.has("functionResponse"));
    return new Tools(offered, mode.equals("ANY"), answered);
  }

  private static Tools.Tool tool(JsonNode function) {
    String schema =
        Json.isSet(function, "parametersJsonSchema") ? "parametersJsonSchema" : "parameters";
    return new Tools.Tool(function.get("name").stringValue(), function.path(schema));
  }

  /** The text of the last user content that has any. */
  private static String prompt(JsonNode contents) {
    String prompt = "";
    for (JsonNode content : contents) {
      String text = text(content);
      if (content.path("role").stringValue("user").equals("user") && !text.isEmpty()) {
        prompt = text;
      }
    }
    return prompt;
  }

  private static String text(JsonNode content) {
    return content
        .path("parts")
        .valueStream()
        .map(part -> part.path("text").stringValue(""))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static int inputTokens(ObjectNode body) {
    int tokens = 1 + Tokens.count(text(body.path("systemInstruction")));
    for (JsonNode content : body.get("contents")) {
      tokens += Tokens.count(text(content));
      for (JsonNode part : content.path("parts")) {
        tokens += part.has("inlineData") || part.has("fileData") ? TOKENS_PER_IMAGE : 0;
      }
    }
    return tokens + (body.path("tools").isEmpty() ? 0 : Tokens.count(body.get("tools").toString()));
  }

  static String upper(JsonNode word) {
    return word.stringValue("").toUpperCase(Locale.ROOT);
  }
}
