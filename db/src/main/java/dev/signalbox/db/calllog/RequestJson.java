package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Json;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as the call log keeps it:
 *
 * <pre>{@code
 * {"messages": [{"role": "user", "parts": […]}],
 *  "format": {"name": "invoice", "schema": {…}, "strict": true},
 *  "max_output_tokens": 200, "temperature": 0.0, "top_p": 1.0, "top_k": 40, "seed": 7,
 *  "frequency_penalty": 0.5, "presence_penalty": 0.5, "stop": ["…"],
 *  "tools": [{"name": "weather", "description": "…", "strict": true, "parameters": {…}}],
 *  "tool_choice": {"name": "weather"}, "parallel_tool_calls": false,
 *  "effort": "low", "show_reasoning": true, "search": true}
 * }</pre>
 *
 * <p>What is absent or as usual has no key. {@code format} can be {@code "json_object"} too, and
 * {@code tool_choice} {@code "none"} or {@code "required"}. {@link PartJson} has the parts.
 */
final class RequestJson {
  private RequestJson() {}

  static ObjectNode of(ChatRequest request) {
    ObjectNode json = Json.object();
    ArrayNode messages = json.putArray("messages");
    request.messages().forEach(message -> put(messages.addObject(), message));
    put(json, request.format());
    request.maxOutputTokens().ifPresent(tokens -> json.put("max_output_tokens", tokens));
    put(json, request.sampling());
    if (!request.stop().isEmpty()) {
      ArrayNode stop = json.putArray("stop");
      request.stop().forEach(stop::add);
    }
    if (!request.toolUse().isEmpty()) {
      put(json, request.toolUse());
    }
    request.effort().ifPresent(effort -> json.put("effort", effort.key()));
    if (request.showReasoning()) {
      json.put("show_reasoning", true);
    }
    if (request.search()) {
      json.put("search", true);
    }
    return json;
  }

  private static void put(ObjectNode json, Message message) {
    json.put("role", Code.of(message.role()));
    PartJson.put(json.putArray("parts"), message.parts());
  }

  private static void put(ObjectNode json, ResponseFormat format) {
    switch (format) {
      case ResponseFormat.FreeText _ -> {}
      case ResponseFormat.JsonObject _ -> json.put("format", "json_object");
      case ResponseFormat.JsonSchema(String name, var schema, boolean strict) ->
          json.putObject("format").put("name", name).put("strict", strict).set("schema", schema);
    }
  }

  private static void put(ObjectNode json, Sampling sampling) {
    sampling.temperature().ifPresent(value -> json.put("temperature", value));
    sampling.topP().ifPresent(value -> json.put("top_p", value));
    sampling.topK().ifPresent(value -> json.put("top_k", value));
    sampling.seed().ifPresent(value -> json.put("seed", value));
    sampling.frequencyPenalty().ifPresent(value -> json.put("frequency_penalty", value));
    sampling.presencePenalty().ifPresent(value -> json.put("presence_penalty", value));
  }

  private static void put(ObjectNode json, ToolUse use) {
    ArrayNode tools = json.putArray("tools");
    for (Tool tool : use.tools()) {
      tools
          .addObject()
          .put("name", tool.name())
          .put("description", tool.description())
          .put("strict", tool.strict())
          .set("parameters", tool.parameters());
    }
    switch (use.choice()) {
      case ToolUse.Choice.Auto _ -> {}
      case ToolUse.Choice.None _ -> json.put("tool_choice", "none");
      case ToolUse.Choice.Required _ -> json.put("tool_choice", "required");
      case ToolUse.Choice.Named(String name) -> json.putObject("tool_choice").put("name", name);
    }
    if (!use.parallel()) {
      json.put("parallel_tool_calls", false);
    }
  }
}
