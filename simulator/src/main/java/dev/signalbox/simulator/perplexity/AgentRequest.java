package dev.signalbox.simulator.perplexity;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Tokens;
import dev.signalbox.simulator.wire.Tools;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the rules have let through. */
final class AgentRequest {
  private static final int MOST_TOKENS = 128_000;
  private static final int TOKENS_PER_ITEM = 4;
  private static final int REASONING_TOKENS = 32;

  private AgentRequest() {}

  static Question question(ObjectNode body) {
    JsonNode schema = body.path("response_format").path("json_schema").path("schema");
    String effort = body.path("reasoning").path("effort").stringValue("none");
    return new Question(
        model(body),
        prompt(body.get("input")),
        schema.isObject() ? new Question.Form.Schema(schema) : new Question.Form.Text(),
        List.of(),
        body.path("max_output_tokens").asInt(MOST_TOKENS),
        inputTokens(body),
        effort.equals("none")
            ? Question.Thinking.NONE
            : new Question.Thinking(REASONING_TOKENS, false),
        tools(body),
        body.path("stream").asBoolean(false) ? Question.Delivery.EVENTS : Question.Delivery.WHOLE,
        body);
  }

  /** A preset under {@code preset/name}, a model under its own name, or the first of several. */
  static String model(ObjectNode body) {
    if (Json.isSet(body, "preset")) {
      return "preset/" + body.get("preset").stringValue("");
    }
    return Json.isSet(body, "model")
        ? body.get("model").stringValue("")
        : body.path("models").path(0).stringValue("");
  }

  /** Whether the answer comes with search results. */
  static boolean searches(ObjectNode body) {
    return Json.isSet(body, "preset")
        || body.path("tools")
            .valueStream()
            .anyMatch(tool -> tool.path("type").stringValue("").equals("web_search"));
  }

  static List<Tools.Tool> functions(ObjectNode body) {
    return body.path("tools")
        .valueStream()
        .filter(tool -> tool.path("type").stringValue("").equals("function"))
        .map(tool -> new Tools.Tool(tool.path("name").stringValue(""), tool.path("parameters")))
        .toList();
  }

  private static Tools tools(ObjectNode body) {
    JsonNode choice = body.path("tool_choice");
    JsonNode input = body.get("input");
    boolean answered =
        input.path(input.size() - 1).path("type").stringValue("").equals("function_call_output");
    List<Tools.Tool> offered = choice.stringValue("").equals("none") ? List.of() : functions(body);
    Tools tools = new Tools(offered, choice.stringValue("").equals("required"), answered);
    String chosen = choice.path("name").stringValue("");
    return chosen.isEmpty() ? tools : tools.only(chosen);
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

  static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    return content
        .valueStream()
        .map(part -> part.path("text").stringValue(""))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static int inputTokens(ObjectNode body) {
    JsonNode input = body.get("input");
    int tokens =
        Tokens.count(body.path("instructions").stringValue(""))
            + Tokens.count(input.stringValue(""));
    for (JsonNode item : input) {
      tokens += TOKENS_PER_ITEM + Tokens.count(text(item.path("content")));
    }
    return tokens + Tokens.count(body.path("tools").toString());
  }
}
