package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Code;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import tools.jackson.core.JsonGenerator;

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

  static void write(JsonGenerator json, ChatRequest request) {
    json.writeStartObject();
    json.writeArrayPropertyStart("messages");
    request.messages().forEach(message -> write(json, message));
    json.writeEndArray();
    write(json, request.format());
    request
        .maxOutputTokens()
        .ifPresent(tokens -> json.writeNumberProperty("max_output_tokens", tokens));
    write(json, request.sampling());
    if (!request.stop().isEmpty()) {
      json.writeArrayPropertyStart("stop");
      request.stop().forEach(json::writeString);
      json.writeEndArray();
    }
    if (!request.toolUse().isEmpty()) {
      write(json, request.toolUse());
    }
    request.effort().ifPresent(effort -> json.writeStringProperty("effort", effort.key()));
    if (request.showReasoning()) {
      json.writeBooleanProperty("show_reasoning", true);
    }
    if (request.search()) {
      json.writeBooleanProperty("search", true);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Message message) {
    json.writeStartObject();
    json.writeStringProperty("role", Code.of(message.role()));
    PartJson.write(json, message.parts());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ResponseFormat format) {
    switch (format) {
      case ResponseFormat.FreeText _ -> {}
      case ResponseFormat.JsonObject _ -> json.writeStringProperty("format", "json_object");
      case ResponseFormat.JsonSchema(String name, var schema, boolean strict) -> {
        json.writeObjectPropertyStart("format");
        json.writeStringProperty("name", name);
        json.writeBooleanProperty("strict", strict);
        json.writeName("schema").writeTree(schema);
        json.writeEndObject();
      }
    }
  }

  private static void write(JsonGenerator json, Sampling sampling) {
    sampling.temperature().ifPresent(value -> json.writeNumberProperty("temperature", value));
    sampling.topP().ifPresent(value -> json.writeNumberProperty("top_p", value));
    sampling.topK().ifPresent(value -> json.writeNumberProperty("top_k", value));
    sampling.seed().ifPresent(value -> json.writeNumberProperty("seed", value));
    sampling
        .frequencyPenalty()
        .ifPresent(value -> json.writeNumberProperty("frequency_penalty", value));
    sampling
        .presencePenalty()
        .ifPresent(value -> json.writeNumberProperty("presence_penalty", value));
  }

  private static void write(JsonGenerator json, ToolUse use) {
    json.writeArrayPropertyStart("tools");
    for (Tool tool : use.tools()) {
      json.writeStartObject();
      json.writeStringProperty("name", tool.name());
      json.writeStringProperty("description", tool.description());
      json.writeBooleanProperty("strict", tool.strict());
      json.writeName("parameters").writeTree(tool.parameters());
      json.writeEndObject();
    }
    json.writeEndArray();
    switch (use.choice()) {
      case ToolUse.Choice.Auto _ -> {}
      case ToolUse.Choice.None _ -> json.writeStringProperty("tool_choice", "none");
      case ToolUse.Choice.Required _ -> json.writeStringProperty("tool_choice", "required");
      case ToolUse.Choice.Named(String name) -> {
        json.writeObjectPropertyStart("tool_choice");
        json.writeStringProperty("name", name);
        json.writeEndObject();
      }
    }
    if (!use.parallel()) {
      json.writeBooleanProperty("parallel_tool_calls", false);
    }
  }
}
