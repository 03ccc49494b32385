package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.table.Target;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What all requests of this shape say alike, whoever they go to. */
public final class ResponsesRequest {
  /** How many searches one answer may take: enough for a comparison, and a bound on its cost. */
  public static final int MOST_SEARCHES = 5;

  public static final String WEB_SEARCH = "web_search";

  private ResponsesRequest() {}

  /** A body that lacks only the model, the format of the answer, and what is a vendor's own. */
  public static ObjectNode body(Target target, ChatRequest request, boolean streamed) {
    ObjectNode body = Json.newObject();
    ResponsesInput.add(body, request.messages());
    OptionalInt maxOutputTokens =
        request.maxOutputTokens().isPresent()
            ? request.maxOutputTokens()
            : target.maxOutputTokens();
    maxOutputTokens.ifPresent(tokens -> body.put("max_output_tokens", tokens));
    if (!request.stop().isEmpty()) {
      request.stop().forEach(body.putArray("stop")::add);
    }
    addSampling(body, request.sampling());
    addTools(body, request);
    request.effort().ifPresent(effort -> body.putObject("reasoning").put("effort", effort.key()));
    body.put("store", false); // what was said is nobody's business once it is answered
    if (streamed) {
      body.put("stream", true);
    }
    return body;
  }

  private static void addSampling(ObjectNode body, Sampling sampling) {
    sampling.temperature().ifPresent(value -> body.put("temperature", value));
    sampling.topP().ifPresent(value -> body.put("top_p", value));
    sampling.topK().ifPresent(value -> body.put("top_k", value));
    sampling.seed().ifPresent(value -> body.put("seed", value));
    sampling.frequencyPenalty().ifPresent(value -> body.put("frequency_penalty", value));
    sampling.presencePenalty().ifPresent(value -> body.put("presence_penalty", value));
  }

  private static void addTools(ObjectNode body, ChatRequest request) {
    ToolUse use = request.toolUse();
    if (use.isEmpty() && !request.search()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    use.tools().forEach(tool -> addFunction(tools.addObject(), tool));
    if (request.search()) {
      tools.addObject().put("type", WEB_SEARCH);
    }
    switch (use.choice()) {
      case ToolUse.Choice.Auto _ -> {} // what it is when nothing is said
      case ToolUse.Choice.None _ -> body.put("tool_choice", "none");
      case ToolUse.Choice.Required _ -> body.put("tool_choice", "required");
      case ToolUse.Choice.Named(var name) ->
          body.putObject("tool_choice").put("type", "function").put("name", name);
    }
    if (!use.parallel()) {
      body.put("parallel_tool_calls", false);
    }
  }

  /** Here, and only here, silence about strictness means yes. */
  private static void addFunction(ObjectNode function, Tool tool) {
    function.put("type", "function").put("name", tool.name());
    if (!tool.description().isEmpty()) {
      function.put("description", tool.description());
    }
    function.set("parameters", tool.parameters());
    function.put("strict", tool.strict());
  }
}
