package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.table.Target;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request to OpenAI's {@code /responses}. */
final class OpenAiResponsesRequest {
  /** Models that do not reason; they answer 400 when asked for anything of their reasoning. */
  private static final Pattern UNREASONING = Pattern.compile("gpt-[34]|chat-latest$");

  private OpenAiResponsesRequest() {}

  static ObjectNode body(Target target, ChatRequest request, boolean streamed) {
    ObjectNode body = ResponsesRequest.body(target, request, streamed);
    body.put("model", target.model());
    addFormat(body, request.format());
    if (request.search()) {
      body.put("max_tool_calls", ResponsesRequest.MOST_SEARCHES); // the caller's own do not count
      if (request.toolUse().choice() instanceof ToolUse.Choice.None) {
        allowSearchOnly(body.putObject("tool_choice"));
      }
    }
    if (!UNREASONING.matcher(target.model()).find()) {
      // Nothing is stored there, so the next turn has to bring the reasoning along.
      body.putArray("include").add("reasoning.encrypted_content");
      if (request.showReasoning()) {
        body.withObjectProperty("reasoning").put("summary", "auto");
      }
    }
    return body;
  }

  private static void addFormat(ObjectNode body, ResponseFormat format) {
    switch (format) {
      case ResponseFormat.FreeText _ -> {} // what it is when nothing is said
      case ResponseFormat.JsonObject _ ->
          body.putObject("text").putObject("format").put("type", "json_object");
      case ResponseFormat.JsonSchema(var name, var schema, var strict) ->
          body.putObject("text")
              .putObject("format")
              .put("type", "json_schema")
              .put("name", name)
              .put("strict", strict)
              .set("schema", schema);
    }
  }

  /** A plain "none" would forbid the search too. */
  private static void allowSearchOnly(ObjectNode choice) {
    choice
        .put("type", "allowed_tools")
        .put("mode", "auto")
        .putArray("tools")
        .addObject()
        .put("type", ResponsesRequest.WEB_SEARCH);
  }
}
