package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.table.Target;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request to {@code /chat/completions}. */
final class OpenAiChatRequest {
  private final Dialect dialect;
  private final ObjectNode body = Json.newObject();

  private OpenAiChatRequest(Dialect dialect) {
    this.dialect = dialect;
  }

  static ObjectNode body(Dialect dialect, Target target, ChatRequest request, boolean streamed) {
    OpenAiChatRequest writer = new OpenAiChatRequest(dialect);
    writer.addConversation(target, request);
    writer.addFormat(request.format());
    if (!request.stop().isEmpty()) {
      request.stop().forEach(writer.body.putArray("stop")::add);
    }
    writer.addSampling(request.sampling());
    if (!request.toolUse().isEmpty()) {
      writer.addTools(request.toolUse());
    }
    request.effort().ifPresent(writer::addEffort);
    if (request.search()) {
      writer.body.putObject("web_search_options"); // the models that know it search once
    }
    if (streamed) {
      writer.addStream();
    }
    return writer.body;
  }

  private void addConversation(Target target, ChatRequest request) {
    body.put("model", target.model());
    OpenAiChatTurns turns = new OpenAiChatTurns(body.putArray("messages"), dialect);
    request.messages().forEach(turns::add);
    OptionalInt maxOutputTokens =
        request.maxOutputTokens().isPresent()
            ? request.maxOutputTokens()
            : target.maxOutputTokens();
    maxOutputTokens.ifPresent(tokens -> body.put(dialect.outputCap(), tokens));
  }

  private void addFormat(ResponseFormat format) {
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
        addStrict(described, strict);
      }
    }
  }

  private void addSampling(Sampling sampling) {
    sampling.temperature().ifPresent(value -> body.put("temperature", value));
    sampling.topP().ifPresent(value -> body.put("top_p", value));
    sampling.topK().ifPresent(value -> body.put("top_k", value));
    sampling.seed().ifPresent(value -> body.put(dialect.seed(), value));
    sampling.frequencyPenalty().ifPresent(value -> body.put("frequency_penalty", value));
    sampling.presencePenalty().ifPresent(value -> body.put("presence_penalty", value));
  }

  private void addTools(ToolUse use) {
    ArrayNode tools = body.putArray("tools");
    use.tools().forEach(tool -> addTool(tools.addObject(), tool));
    switch (use.choice()) {
      case ToolUse.Choice.Auto _ -> {} // what it is when nothing is said
      case ToolUse.Choice.None _ -> body.put("tool_choice", "none");
      case ToolUse.Choice.Required _ -> body.put("tool_choice", "required");
      case ToolUse.Choice.Named(var name) ->
          body.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", name);
    }
    if (!use.parallel()) {
      body.put("parallel_tool_calls", false);
    }
  }

  private void addTool(ObjectNode described, Tool tool) {
    ObjectNode function =
        described.put("type", "function").putObject("function").put("name", tool.name());
    if (!tool.description().isEmpty()) {
      function.put("description", tool.description());
    }
    function.set("parameters", tool.parameters());
    addStrict(function, tool.strict());
  }

  /** Its absence means false. */
  private void addStrict(ObjectNode described, boolean strict) {
    if (strict && dialect.strict()) {
      described.put("strict", true);
    }
  }

  private void addEffort(Effort effort) {
    if (dialect.effortInObject()) {
      body.putObject("reasoning").put("effort", effort.key());
    } else {
      body.put("reasoning_effort", effort.key());
    }
  }

  private void addStream() {
    body.put("stream", true);
    if (dialect.streamUsage()) {
      body.putObject("stream_options").put("include_usage", true);
    }
  }
}
