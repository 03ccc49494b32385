package dev.signalbox.router.provider.google;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.table.Target;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request to {@code generateContent}; the model and the method are in its path. */
final class GeminiRequest {
  private GeminiRequest() {}

  static ObjectNode body(Target target, ChatRequest request) {
    ObjectNode body = Json.newObject();
    addSystem(body, request);
    body.set("contents", GeminiTurns.of(target.model(), request));
    addTools(body, request);
    ObjectNode config = Json.newObject();
    OptionalInt cap = request.maxOutputTokens();
    (cap.isPresent() ? cap : target.maxOutputTokens())
        .ifPresent(tokens -> config.put("maxOutputTokens", tokens));
    addSampling(config, request.sampling());
    if (!request.stop().isEmpty()) {
      request.stop().forEach(config.putArray("stopSequences")::add);
    }
    addFormat(config, request.format());
    addThinking(config, target.model(), request);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    return body;
  }

  /** This API has one system prompt, before all turns. */
  private static void addSystem(ObjectNode body, ChatRequest request) {
    String system =
        request.messages().stream()
            .filter(message -> message.role() == Role.SYSTEM)
            .map(Message::text)
            .collect(Collectors.joining("\n\n"));
    if (!system.isEmpty()) {
      body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
    }
  }

  /**
   * The number of searches cannot be limited here; the catalogue has to know the most there are.
   */
  private static void addTools(ObjectNode body, ChatRequest request) {
    ToolUse use = request.toolUse();
    if (use.isEmpty() && !request.search()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    if (!use.isEmpty()) {
      ArrayNode functions = tools.addObject().putArray("functionDeclarations");
      use.tools().forEach(tool -> addTool(functions.addObject(), tool));
      addChoice(body, use);
    }
    if (request.search()) {
      tools.addObject().putObject("googleSearch");
    }
  }

  /** As JSON Schema: the older {@code parameters} refuses most of its words. */
  private static void addTool(ObjectNode function, Tool tool) {
    function.put("name", tool.name());
    if (!tool.description().isEmpty()) {
      function.put("description", tool.description());
    }
    function.set("parametersJsonSchema", tool.parameters());
  }

  private static void addChoice(ObjectNode body, ToolUse use) {
    ObjectNode choice = Json.newObject();
    switch (use.choice()) {
      case ToolUse.Choice.Auto() -> {
        if (use.tools().stream().anyMatch(Tool::strict)) {
          choice.put("mode", "VALIDATED"); // free to call or not, but a call keeps to the schema
        }
      }
      case ToolUse.Choice.None() -> choice.put("mode", "NONE");
      case ToolUse.Choice.Required() -> choice.put("mode", "ANY");
      case ToolUse.Choice.Named(String name) ->
          choice.put("mode", "ANY").putArray("allowedFunctionNames").add(name);
    }
    if (!choice.isEmpty()) {
      body.putObject("toolConfig").set("functionCallingConfig", choice);
    }
  }

  private static void addSampling(ObjectNode config, Sampling sampling) {
    sampling.temperature().ifPresent(value -> config.put("temperature", value));
    sampling.topP().ifPresent(value -> config.put("topP", value));
    sampling.topK().ifPresent(value -> config.put("topK", value));
    sampling.seed().ifPresent(value -> config.put("seed", value));
    sampling.frequencyPenalty().ifPresent(value -> config.put("frequencyPenalty", value));
    sampling.presencePenalty().ifPresent(value -> config.put("presencePenalty", value));
  }

  private static void addFormat(ObjectNode config, ResponseFormat format) {
    switch (format) {
      case ResponseFormat.FreeText() -> {}
      case ResponseFormat.JsonObject() -> config.put("responseMimeType", "application/json");
      case ResponseFormat.JsonSchema(_, var schema, _) ->
          config.put("responseMimeType", "application/json").set("responseJsonSchema", schema);
    }
  }

  private static void addThinking(ObjectNode config, String model, ChatRequest request) {
    ObjectNode thinking = Json.newObject();
    boolean budgeted = GeminiGeneration.isBeforeThird(model);
    request
        .effort()
        .ifPresent(effort -> {
          if (budgeted) {
            thinking.put("thinkingBudget", budget(effort));
          } else {
            thinking.put("thinkingLevel", effort.key());
          }
        });
    if (request.showReasoning()) {
      thinking.put("includeThoughts", true);
    }
    if (!thinking.isEmpty()) {
      config.set("thinkingConfig", thinking);
    }
  }

  /**
   * In tokens, for models before the third generation. Up to the most that all of them accept, and
   * as Google's own compatibility layer translates the names that it knows.
   */
  private static int budget(Effort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL -> 512;
      case LOW -> 1024;
      case MEDIUM -> 8192;
      case HIGH, XHIGH, MAX -> 24576;
    };
  }
}
