package dev.signalbox.eval.golden;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * SHA-256, in hex, of content and not of files: order of keys, white space and the way a number is
 * written make no difference.
 */
final class ContentHash {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ContentHash() {}

  /** Of everything that decides a case's difficulty. */
  static String of(ChatRequest request, JsonNode expected) {
    ObjectNode content = JSON.objectNode();
    content.set("request", request(request));
    content.set("expected", expected);
    return sha256(content);
  }

  /** Of everything that decides a suite's results; the order of its cases does not. */
  static String of(String name, String task, String graderVersion, List<GoldenCase> cases) {
    ObjectNode content = JSON.objectNode();
    content.put("name", name).put("task", task).put("graders", graderVersion);
    ArrayNode list = content.putArray("cases");
    cases.stream()
        .sorted(Comparator.comparing(GoldenCase::id))
        .forEach(golden -> list.add(summary(golden)));
    return sha256(content);
  }

  private static ObjectNode summary(GoldenCase golden) {
    ObjectNode summary = JSON.objectNode();
    summary.put("id", golden.id()).put("hash", golden.hash()).put("critical", golden.critical());
    ArrayNode tags = summary.putArray("tags");
    golden.tags().stream().sorted().forEach(tags::add);
    return summary;
  }

  /**
   * What a request leaves at its default is left out, so that a setting added to requests one day
   * changes the hash, and so the baseline, of no case that does not use it. What makes no
   * difference to the answer, such as the conversation's name, is left out too.
   */
  private static ObjectNode request(ChatRequest request) {
    ObjectNode content = JSON.objectNode();
    ArrayNode messages = content.putArray("messages");
    request.messages().forEach(message -> messages.add(message(message)));
    putFormat(content, request.format());
    request.maxOutputTokens().ifPresent(limit -> content.put("max_output_tokens", limit));
    putSampling(content, request.sampling());
    if (!request.stop().isEmpty()) {
      ArrayNode stop = content.putArray("stop");
      request.stop().forEach(stop::add);
    }
    if (!request.toolUse().isEmpty()) {
      putToolUse(content, request.toolUse());
    }
    request.effort().ifPresent(effort -> content.put("effort", effort.key()));
    if (request.search()) {
      content.put("search", true);
    }
    return content;
  }

  private static void putFormat(ObjectNode content, ResponseFormat format) {
    switch (format) {
      case ResponseFormat.FreeText _ -> {}
      case ResponseFormat.JsonObject _ -> content.put("format", "json_object");
      case ResponseFormat.JsonSchema(String name, JsonNode schema, boolean strict) ->
          content.putObject("format").put("name", name).put("strict", strict).set("schema", schema);
    }
  }

  private static void putSampling(ObjectNode content, Sampling sampling) {
    sampling.temperature().ifPresent(value -> content.put("temperature", value));
    sampling.topP().ifPresent(value -> content.put("top_p", value));
    sampling.topK().ifPresent(value -> content.put("top_k", value));
    sampling.seed().ifPresent(value -> content.put("seed", value));
    sampling.frequencyPenalty().ifPresent(value -> content.put("frequency_penalty", value));
    sampling.presencePenalty().ifPresent(value -> content.put("presence_penalty", value));
  }

  private static void putToolUse(ObjectNode content, ToolUse use) {
    ArrayNode tools = content.putArray("tools");
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
      case ToolUse.Choice.None _ -> content.put("tool_choice", "none");
      case ToolUse.Choice.Required _ -> content.put("tool_choice", "required");
      case ToolUse.Choice.Named(String name) -> content.putObject("tool_choice").put("name", name);
    }
    if (!use.parallel()) {
      content.put("parallel_tool_calls", false);
    }
  }

  private static ObjectNode message(Message message) {
    ObjectNode content = JSON.objectNode();
    content.put("role", message.role().name().toLowerCase(Locale.ROOT));
    ArrayNode parts = content.putArray("parts");
    message.parts().forEach(part -> parts.add(part(part)));
    return content;
  }

  private static ObjectNode part(Part part) {
    ObjectNode content = JSON.objectNode();
    switch (part) {
      case Part.Text(String text) -> content.put("text", text);
      case Part.InlineImage(String mediaType, String base64) ->
          content.put("media_type", mediaType).put("base64", base64);
      case Part.LinkedImage(var url) -> content.put("url", url.toString());
      case Part.InlinePdf(String name, String base64) ->
          content.put("pdf", name).put("base64", base64);
      case Part.LinkedPdf(var url) -> content.put("pdf_url", url.toString());
      case Part.ToolCall(String id, String name, String arguments) ->
          content.put("call_id", id).put("tool", name).put("arguments", arguments);
      case Part.ToolResult(String callId, String tool, String result, boolean failed) ->
          content
              .put("call_id", callId)
              .put("tool", tool)
              .put("result", result)
              .put("failed", failed);
      case Part.Reasoning(String text) -> content.put("reasoning", text);
      case Part.Bound(String provider, JsonNode data) ->
          content.put("provider", provider).set("data", data);
    }
    return content;
  }

  private static String sha256(JsonNode content) {
    byte[] bytes = CanonicalJson.of(content).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
