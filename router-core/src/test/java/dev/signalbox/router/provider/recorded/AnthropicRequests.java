package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded requests of the Messages API. */
final class AnthropicRequests extends RecordedRequests {
  /** Up to this cap the least effort means the smallest budget. */
  private static final int LARGEST_CAP_OF_SMALLEST_BUDGET = 10_240;

  AnthropicRequests(AnthropicMessagesCodec codec) {
    super(
        codec,
        Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "tools",
            "thinking",
            "output_config",
            "stop_sequences",
            "temperature",
            "top_p",
            "stream"));
  }

  @Override
  JsonNode normalised(ObjectNode sent) {
    if (BooleanNode.FALSE.equals(sent.path("stream"))) {
      sent.remove("stream");
    }
    if (sent.at("/tool_choice/type").stringValue("").equals("auto")) {
      sent.remove("tool_choice"); // the default
    }
    for (JsonNode tool : sent.path("tools")) {
      if (tool.path("description").stringValue("-").isEmpty()) {
        ((ObjectNode) tool).remove("description");
      }
    }
    unwrapSingleTexts(sent.path("messages"));
    return sent;
  }

  @Override
  ChatRequest request(ObjectNode sent) {
    JsonNode thinking = sent.path("thinking");
    ChatRequest.Builder request =
        super.request(sent)
            .change()
            .toolUse(ToolUse.of(tools(sent)))
            .showReasoning(thinking.path("display").stringValue("").equals("summarized"));
    switch (thinking.path("type").stringValue("")) {
      case "adaptive" -> request.effort(effort(sent));
      case "enabled" -> request.effort(leastEffort(sent));
      default -> {
        if (sent.at("/output_config/effort").isString()) {
          throw new NotComparable("with effort but no thinking");
        }
      }
    }
    return request.build();
  }

  private static Effort effort(ObjectNode sent) {
    String effort = sent.at("/output_config/effort").stringValue();
    return Effort.valueOf(effort.toUpperCase(Locale.ROOT));
  }

  private static Effort leastEffort(ObjectNode sent) {
    boolean least =
        sent.at("/thinking/budget_tokens").intValue() == 1024
            && sent.path("max_tokens").intValue() <= LARGEST_CAP_OF_SMALLEST_BUDGET;
    if (!least) {
      throw new NotComparable("with a budget that is no share of the cap");
    }
    return Effort.MINIMAL;
  }

  private static Tool[] tools(ObjectNode sent) {
    return sent.path("tools").valueStream().map(AnthropicRequests::tool).toArray(Tool[]::new);
  }

  private static Tool tool(JsonNode tool) {
    refuseUnknown(tool, Set.of("name", "description", "input_schema"));
    return new Tool(
        tool.path("name").stringValue(),
        tool.path("description").stringValue(""),
        tool.path("input_schema"),
        false);
  }

  @Override
  List<Message> messages(ObjectNode sent) {
    if (sent.path("system").isArray()) {
      throw new NotComparable("with marks for the cache");
    }
    Stream<Message> turns = sent.path("messages").valueStream().map(AnthropicRequests::turn);
    return sent.has("system")
        ? Stream.concat(Stream.of(Message.system(sent.path("system").stringValue())), turns)
            .toList()
        : turns.toList();
  }

  private static Message turn(JsonNode turn) {
    boolean ofAssistant = turn.path("role").stringValue().equals("assistant");
    JsonNode content = turn.path("content");
    if (content.isString()) {
      return ofAssistant
          ? Message.assistant(content.stringValue())
          : Message.user(content.stringValue());
    }
    List<Part> parts = new ArrayList<>();
    content.forEach(block -> parts.add(part(block)));
    boolean ofTools = parts.stream().allMatch(Part.ToolResult.class::isInstance);
    Role role = ofAssistant ? Role.ASSISTANT : Role.USER;
    return new Message(ofTools ? Role.TOOL : role, parts);
  }

  static Part part(JsonNode block) {
    JsonNode source = block.path("source");
    String type = block.path("type").stringValue();
    return switch (type) {
      case "text" -> {
        refuseUnknown(block, Set.of("type", "text"));
        yield new Part.Text(block.path("text").stringValue());
      }
      case "image" ->
          source.path("type").stringValue().equals("url")
              ? new Part.LinkedImage(URI.create(source.path("url").stringValue()))
              : new Part.InlineImage(
                  source.path("media_type").stringValue(), source.path("data").stringValue());
      case "document" -> {
        refuseUnknown(block, Set.of("type", "source", "title"));
        yield new Part.InlinePdf(
            block.path("title").stringValue(), source.path("data").stringValue());
      }
      case "tool_use" ->
          new Part.ToolCall(
              block.path("id").stringValue(),
              block.path("name").stringValue(),
              block.path("input").toString());
      case "tool_result" ->
          new Part.ToolResult(
              block.path("tool_use_id").stringValue(),
              "",
              block.path("content").stringValue(),
              block.path("is_error").booleanValue(false));
      default -> new Part.Bound("recorded", block);
    };
  }

  @Override
  ResponseFormat format(ObjectNode sent) {
    JsonNode schema = sent.at("/output_config/format/schema");
    if (!schema.isObject()) {
      return new ResponseFormat.FreeText();
    }
    return new ResponseFormat.JsonSchema("recorded", schema, true);
  }

  @Override
  OptionalInt maxOutputTokens(ObjectNode sent) {
    return OptionalInt.of(sent.path("max_tokens").intValue());
  }

  @Override
  String stopField() {
    return "stop_sequences";
  }

  @Override
  Part image(JsonNode part) {
    return part(part);
  }
}
