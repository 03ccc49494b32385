package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.chat.ToolUse.Choice;
import dev.signalbox.router.provider.openai.Dialect;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded requests of Chat Completions to one vendor's server. */
final class OpenAiChatRequests extends RecordedRequests {
  private final Dialect dialect;

  OpenAiChatRequests(Dialect dialect) {
    super(
        new OpenAiChatCodec("recorded", dialect),
        Set.of(
            "model",
            dialect.outputCap(),
            "messages",
            "response_format",
            "stop",
            "temperature",
            "top_p",
            dialect.seed(),
            "frequency_penalty",
            "presence_penalty",
            "tools",
            "tool_choice",
            dialect.effortInObject() ? "reasoning" : "reasoning_effort",
            "stream",
            "stream_options"));
    this.dialect = dialect;
  }

  @Override
  JsonNode normalised(ObjectNode sent) {
    sent.removeIf(JsonNode::isNull);
    if (BooleanNode.FALSE.equals(sent.path("stream"))) {
      sent.remove("stream");
    }
    if (IntNode.valueOf(1).equals(sent.path("n"))) {
      sent.remove("n");
    }
    for (String cap : List.of("max_tokens", "max_completion_tokens")) {
      if (sent.has(cap)) {
        sent.set(dialect.outputCap(), sent.remove(cap));
      }
    }
    // We always want to know what a stream used.
    sent.remove("stream_options");
    if (sent.has("stream") && dialect.streamUsage()) {
      sent.putObject("stream_options").put("include_usage", true);
    }
    switch (sent.path("tool_choice").stringValue("")) {
      case "auto" -> sent.remove("tool_choice");
      case "any" -> sent.put("tool_choice", "required"); // Mistral knows both words
      default -> {}
    }
    unwrapSingleTexts(sent.path("messages"));
    sent.path("messages").forEach(OpenAiChatRequests::nullWhereNothingIsSaid);
    return sent;
  }

  private static void nullWhereNothingIsSaid(JsonNode turn) {
    if (turn.has("tool_calls") && turn.path("content").stringValue("").isEmpty()) {
      ((ObjectNode) turn).putNull("content");
    }
  }

  @Override
  ChatRequest request(ObjectNode sent) {
    ChatRequest.Builder request =
        super.request(sent).change().toolUse(toolUse(sent)).sampling(sampling(sent));
    String effort =
        sent.at("/reasoning/effort").stringValue(sent.path("reasoning_effort").stringValue(""));
    if (!effort.isEmpty()) {
      request.effort(Effort.valueOf(effort.toUpperCase(Locale.ROOT)));
    }
    return request.build();
  }

  private Sampling sampling(ObjectNode sent) {
    return new Sampling(
        number(sent, "temperature"),
        number(sent, "top_p"),
        OptionalInt.empty(),
        sent.has(dialect.seed())
            ? OptionalLong.of(sent.path(dialect.seed()).longValue())
            : OptionalLong.empty(),
        number(sent, "frequency_penalty"),
        number(sent, "presence_penalty"));
  }

  private static ToolUse toolUse(ObjectNode sent) {
    List<Tool> tools = sent.path("tools").valueStream().map(OpenAiChatRequests::tool).toList();
    JsonNode choice = sent.path("tool_choice");
    return new ToolUse(
        tools,
        switch (choice.stringValue("")) {
          case "required" -> new Choice.Required();
          case "none" -> new Choice.None();
          default ->
              choice.isObject()
                  ? new Choice.Named(choice.at("/function/name").stringValue())
                  : new Choice.Auto();
        },
        true);
  }

  private static Tool tool(JsonNode tool) {
    refuseUnknown(tool, Set.of("type", "function"));
    JsonNode function = tool.path("function");
    refuseUnknown(function, Set.of("name", "description", "parameters", "strict"));
    return new Tool(
        function.path("name").stringValue(),
        function.path("description").stringValue(""),
        function.path("parameters"),
        function.path("strict").booleanValue(false));
  }

  @Override
  List<Message> messages(ObjectNode sent) {
    if (sent.path("messages").isEmpty()) {
      throw new NotComparable("without messages");
    }
    return sent.path("messages").valueStream().map(this::turn).toList();
  }

  private Message turn(JsonNode turn) {
    if (turn.path("role").stringValue().equals("tool")) {
      refuseUnknown(turn, Set.of("role", "content", "tool_call_id"));
      if (!turn.path("content").isString()) {
        throw new NotComparable("with parts in a tool's result");
      }
      return Message.toolResults(
          new Part.ToolResult(
              turn.path("tool_call_id").stringValue(),
              "recorded",
              turn.path("content").stringValue(),
              false));
    }
    return turn.has("tool_calls") ? callingTurn(turn) : message(turn);
  }

  private static Message callingTurn(JsonNode turn) {
    refuseUnknown(turn, Set.of("role", "content", "tool_calls"));
    if (!turn.path("role").stringValue().equals("assistant")) {
      throw new NotComparable("with tool calls of the user");
    }
    List<Part> parts = new ArrayList<>();
    if (turn.path("content").isString()) {
      parts.add(new Part.Text(turn.path("content").stringValue()));
    }
    for (JsonNode call : turn.path("tool_calls")) {
      parts.add(
          new Part.ToolCall(
              call.path("id").stringValue(),
              call.at("/function/name").stringValue(),
              call.at("/function/arguments").stringValue()));
    }
    return new Message(Role.ASSISTANT, parts);
  }

  @Override
  ResponseFormat format(ObjectNode sent) {
    if (!sent.has("response_format")) {
      return new ResponseFormat.FreeText();
    }
    if (sent.at("/response_format/type").stringValue().equals("json_object")) {
      return new ResponseFormat.JsonObject();
    }
    JsonNode schema = sent.at("/response_format/json_schema");
    refuseUnknown(schema, Set.of("name", "schema", "strict"));
    if (!schema.has("name")) {
      throw new NotComparable("with a schema without a name");
    }
    return new ResponseFormat.JsonSchema(
        schema.path("name").stringValue(),
        schema.path("schema"),
        schema.path("strict").asBoolean(false));
  }

  @Override
  OptionalInt maxOutputTokens(ObjectNode sent) {
    return sent.has(dialect.outputCap())
        ? OptionalInt.of(sent.path(dialect.outputCap()).intValue())
        : OptionalInt.empty();
  }

  @Override
  String stopField() {
    return "stop";
  }

  @Override
  Part image(JsonNode part) {
    if (!part.path("type").stringValue().equals("image_url")) {
      throw new NotComparable("with a part " + part.path("type").stringValue());
    }
    String url = part.at("/image_url/url").stringValue("");
    if (!url.startsWith("data:")) {
      return new Part.LinkedImage(URI.create(url));
    }
    String[] halves = url.substring("data:".length()).split(";base64,", 2);
    return new Part.InlineImage(halves[0], halves[1]);
  }
}
