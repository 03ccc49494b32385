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
import dev.signalbox.router.provider.responses.OpenAiResponsesCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Recorded requests of OpenAI's Responses. */
final class ResponsesRequests extends RecordedRequests {
  ResponsesRequests(OpenAiResponsesCodec codec) {
    super(
        codec,
        Set.of(
            "model",
            "instructions",
            "input",
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "text",
            "tools",
            "reasoning",
            "include",
            "store",
            "stream"));
  }

  @Override
  JsonNode normalised(ObjectNode sent) {
    sent.put("store", false); // others let OpenAI keep what was said
    if (!sent.path("stream").booleanValue(false)) {
      sent.remove("stream");
    }
    if (sent.has("temperature")) {
      sent.put("temperature", sent.path("temperature").doubleValue());
    }
    if (sent.path("tool_choice").equals(StringNode.valueOf("auto"))) {
      sent.remove("tool_choice");
    }
    if (sent.path("instructions").equals(StringNode.valueOf(""))) {
      sent.remove("instructions");
    }
    // Who does not ask for it cannot go on with what was thought; we always can.
    sent.remove("include");
    if (reasons(sent)) {
      sent.putArray("include").add("reasoning.encrypted_content");
    }
    normaliseInput(sent);
    sent.path("tools").forEach(tool -> normaliseTool((ObjectNode) tool));
    if (hasSearch(sent)) {
      sent.put("max_tool_calls", 5);
    }
    return sent;
  }

  private static boolean reasons(ObjectNode sent) {
    return !sent.path("model").stringValue("").startsWith("gpt-4");
  }

  /** A lone text stands for a user's message; texts for lists of one; the type can be left out. */
  private static void normaliseInput(ObjectNode sent) {
    if (sent.path("input").isString()) {
      JsonNode text = sent.path("input");
      sent.putArray("input").addObject().put("role", "user").set("content", text);
    }
    JsonNode first = sent.path("input").path(0);
    if (first.path("role").stringValue("").equals("system")) {
      sent.set("instructions", first.path("content"));
      ((ArrayNode) sent.path("input")).remove(0);
    }
    for (JsonNode item : sent.path("input")) {
      normaliseItem((ObjectNode) item);
    }
  }

  private static void normaliseItem(ObjectNode item) {
    JsonNode content = item.path("content");
    if (item.has("role")) {
      item.put("type", "message");
      item.remove(List.of("id", "status", "phase"));
      if (content.size() == 1 && content.path(0).path("text").isString()) {
        item.set("content", content.path(0).path("text"));
      }
    }
    if (item.path("type").stringValue().equals("function_call")) {
      item.remove(List.of("id", "status"));
    }
  }

  /** Silence means yes, so we say no where we mean it. */
  private static void normaliseTool(ObjectNode tool) {
    if (tool.path("type").stringValue().equals("function")) {
      tool.put("strict", tool.path("strict").booleanValue(false));
    } else {
      tool.remove("search_context_size"); // that client's own choice
    }
  }

  private static boolean hasSearch(ObjectNode sent) {
    return sent.path("tools").findValuesAsString("type").contains("web_search");
  }

  @Override
  ChatRequest request(ObjectNode sent) {
    refuseUnknown(sent.path("reasoning"), Set.of("effort", "summary"));
    ChatRequest.Builder request =
        ChatRequest.of(messages(sent))
            .change()
            .format(format(sent))
            .toolUse(ToolUse.of(functions(sent)))
            .search(hasSearch(sent))
            .sampling(Sampling.of(number(sent, "temperature"), number(sent, "top_p")));
    if (sent.path("reasoning").has("summary")) {
      ((ObjectNode) sent.path("reasoning")).put("summary", "auto"); // ours asks for no kind
      request.showReasoning(true);
    }
    String effort = sent.at("/reasoning/effort").stringValue("");
    if (!effort.isEmpty()) {
      request.effort(Effort.valueOf(effort.toUpperCase(Locale.ROOT)));
    }
    maxOutputTokens(sent).ifPresent(request::maxOutputTokens);
    return request.build();
  }

  private static Tool[] functions(ObjectNode sent) {
    List<Tool> functions = new ArrayList<>();
    for (JsonNode tool : sent.path("tools")) {
      switch (tool.path("type").stringValue()) {
        case "function" ->
            functions.add(
                new Tool(
                    tool.path("name").stringValue(),
                    tool.path("description").stringValue(""),
                    tool.path("parameters"),
                    tool.path("strict").booleanValue()));
        case "web_search" -> {}
        case String other -> throw new NotComparable("with " + other);
      }
    }
    return functions.toArray(Tool[]::new);
  }

  @Override
  List<Message> messages(ObjectNode sent) {
    List<Message> messages = new ArrayList<>();
    if (sent.has("instructions")) {
      messages.add(Message.system(sent.path("instructions").stringValue()));
    }
    Map<String, String> toolOfCall = new HashMap<>();
    List<Part> answer = new ArrayList<>();
    for (JsonNode item : sent.path("input")) {
      String role = item.path("role").stringValue("");
      String type = item.path("type").stringValue();
      if (role.equals("assistant")) {
        answer.add(new Part.Text(item.path("content").stringValue()));
      } else if (type.equals("function_call")) {
        Part.ToolCall call = call(item);
        toolOfCall.put(call.id(), call.name());
        answer.add(call);
      } else if (type.equals("reasoning") || type.equals("web_search_call")) {
        answer.add(new Part.Bound("recorded", item));
      } else {
        endTurn(messages, answer);
        messages.add(prompt(item, toolOfCall));
      }
    }
    endTurn(messages, answer);
    return messages;
  }

  private static void endTurn(List<Message> messages, List<Part> answer) {
    if (!answer.isEmpty()) {
      messages.add(new Message(Role.ASSISTANT, answer));
      answer.clear();
    }
  }

  private Message prompt(JsonNode item, Map<String, String> toolOfCall) {
    if (item.path("type").stringValue().equals("function_call_output")) {
      String id = item.path("call_id").stringValue();
      String tool = toolOfCall.getOrDefault(id, "");
      return Message.toolResults(
          new Part.ToolResult(id, tool, item.path("output").stringValue(), false));
    }
    JsonNode content = item.path("content");
    return content.isString()
        ? Message.user(content.stringValue())
        : new Message(Role.USER, content.valueStream().map(this::image).toList());
  }

  private static Part.ToolCall call(JsonNode item) {
    return new Part.ToolCall(
        item.path("call_id").stringValue(),
        item.path("name").stringValue(),
        item.path("arguments").stringValue());
  }

  @Override
  ResponseFormat format(ObjectNode sent) {
    JsonNode format = sent.at("/text/format");
    return switch (format.path("type").stringValue("text")) {
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" ->
          new ResponseFormat.JsonSchema(
              format.path("name").stringValue(),
              format.path("schema"),
              format.path("strict").booleanValue());
      default -> new ResponseFormat.FreeText();
    };
  }

  @Override
  OptionalInt maxOutputTokens(ObjectNode sent) {
    return sent.has("max_output_tokens")
        ? OptionalInt.of(sent.path("max_output_tokens").intValue())
        : OptionalInt.empty();
  }

  @Override
  String stopField() {
    return "stop";
  }

  @Override
  Part image(JsonNode part) {
    if (part.path("type").stringValue().equals("input_text")) {
      return new Part.Text(part.path("text").stringValue());
    }
    throw new NotComparable("with a spreadsheet");
  }
}
