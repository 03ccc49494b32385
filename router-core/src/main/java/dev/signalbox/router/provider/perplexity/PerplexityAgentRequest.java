package dev.signalbox.router.provider.perplexity;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.provider.responses.ResponsesRequest;
import dev.signalbox.router.table.Target;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request to {@code /v1/agent}, which refuses fields that it does not know. */
final class PerplexityAgentRequest {
  /** How a target names one of the presets, which are not models. */
  private static final String PRESET = "preset/";

  private PerplexityAgentRequest() {}

  static ObjectNode body(Target target, ChatRequest request, boolean streamed) {
    ObjectNode body = ResponsesRequest.body(target, request, streamed);
    if (target.model().startsWith(PRESET)) {
      body.put("preset", target.model().substring(PRESET.length()));
    } else {
      body.put("model", target.model());
    }
    addFormat(body, request.format());
    if (request.search()) {
      addSearch(body, request.toolUse().choice());
    }
    return body;
  }

  private static void addFormat(ObjectNode body, ResponseFormat format) {
    switch (format) {
      case ResponseFormat.FreeText _ -> {} // what it is when nothing is said
      case ResponseFormat.JsonObject _ ->
          body.putObject("response_format").put("type", "json_object");
      case ResponseFormat.JsonSchema(var name, var schema, var strict) -> {
        ObjectNode described =
            body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", name);
        described.set("schema", schema);
        if (strict) {
          described.put("strict", true); // its absence means false
        }
      }
    }
  }

  /** A search that is only offered may be left out; the caller's own demand goes before it. */
  private static void addSearch(ObjectNode body, ToolUse.Choice choice) {
    switch (choice) {
      case ToolUse.Choice.Auto _, ToolUse.Choice.None _ ->
          body.putObject("tool_choice").put("type", ResponsesRequest.WEB_SEARCH);
      case ToolUse.Choice.Required _, ToolUse.Choice.Named _ -> {}
    }
    body.put("max_steps", ResponsesRequest.MOST_SEARCHES);
  }
}
