package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.table.Target;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request to {@code /v1/messages}. */
final class AnthropicRequest {
  /**
   * Sent when neither the request nor the target has a cap, because this API requires one; every
   * model it offers accepts this one.
   */
  static final int DEFAULT_MAX_TOKENS = 4096;

  /** The most web searches of one answer; each is billed, so the catalogue counts with them. */
  static final int MOST_SEARCHES = 5;

  private AnthropicRequest() {}

  static ObjectNode body(Target target, ChatRequest request, boolean streamed) {
    int maxTokens =
        request
            .maxOutputTokens()
            .orElseGet(() -> target.maxOutputTokens().orElse(DEFAULT_MAX_TOKENS));
    ObjectNode body = Json.newObject();
    body.put("model", target.model());
    body.put("max_tokens", maxTokens);
    addSystem(body, request);
    body.set("messages", new AnthropicTurns().of(request));
    addTools(body, request);
    AnthropicThinking.add(body, target.model(), request, maxTokens);
    if (request.format() instanceof ResponseFormat.JsonSchema format) {
      body.withObjectProperty("output_config")
          .putObject("format")
          .put("type", "json_schema")
          .set("schema", format.schema());
    }
    if (!request.stop().isEmpty()) {
      request.stop().forEach(body.putArray("stop_sequences")::add);
    }
    addSampling(body, request.sampling());
    if (streamed) {
      body.put("stream", true);
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
      body.put("system", system);
    }
  }

  private static void addTools(ObjectNode body, ChatRequest request) {
    ToolUse use = request.toolUse();
    if (use.isEmpty() && !request.search()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    use.tools().forEach(tool -> addTool(tools.addObject(), tool));
    if (request.search()) {
      tools
          .addObject()
          .put("type", "web_search_20250305")
          .put("name", "web_search")
          .put("max_uses", MOST_SEARCHES);
    }
    addChoice(body, use);
  }

  private static void addTool(ObjectNode node, Tool tool) {
    node.put("name", tool.name());
    if (!tool.description().isEmpty()) {
      node.put("description", tool.description());
    }
    node.set("input_schema", tool.parameters());
    if (tool.strict()) {
      node.put("strict", true);
    }
  }

  private static void addChoice(ObjectNode body, ToolUse use) {
    ObjectNode choice = Json.newObject();
    switch (use.choice()) {
      case ToolUse.Choice.Auto() -> choice.put("type", "auto");
      case ToolUse.Choice.None() -> choice.put("type", "none");
      case ToolUse.Choice.Required() -> choice.put("type", "any");
      case ToolUse.Choice.Named(String name) -> choice.put("type", "tool").put("name", name);
    }
    boolean calls = !(use.choice() instanceof ToolUse.Choice.None);
    if (!use.parallel() && calls) {
      choice.put("disable_parallel_tool_use", true);
    }
    boolean usual = use.choice() instanceof ToolUse.Choice.Auto && use.parallel();
    if (!usual) {
      body.set("tool_choice", choice);
    }
  }

  /** The rest of the settings this API does not have; the catalogue knows. */
  private static void addSampling(ObjectNode body, Sampling sampling) {
    sampling.temperature().ifPresent(value -> body.put("temperature", value));
    sampling.topP().ifPresent(value -> body.put("top_p", value));
    sampling.topK().ifPresent(value -> body.put("top_k", value));
  }
}
