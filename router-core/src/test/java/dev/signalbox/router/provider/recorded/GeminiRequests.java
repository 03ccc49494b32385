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
import dev.signalbox.router.provider.google.GeminiCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded requests of generateContent and streamGenerateContent. */
final class GeminiRequests extends RecordedRequests {
  private static final Pattern MODEL = Pattern.compile("/v1beta/models/([^:]+):(\\w+)");

  GeminiRequests(GeminiCodec codec) {
    super(codec, Set.of("contents", "systemInstruction", "tools", "generationConfig"));
  }

  @Override
  String model(Fixture fixture, ObjectNode sent) {
    return path(fixture).group(1);
  }

  @Override
  boolean isStreamed(Fixture fixture, ObjectNode sent) {
    return path(fixture).group(2).equals("streamGenerateContent");
  }

  private static Matcher path(Fixture fixture) {
    Matcher path = MODEL.matcher(fixture.request().path("url").stringValue());
    if (!path.find()) {
      throw new NotComparable("to another address");
    }
    return path;
  }

  /** Google takes names in two spellings, and schemas in an older dialect of their own besides. */
  @Override
  JsonNode normalised(ObjectNode sent) {
    sent.remove("safetySettings"); // that client's own policy
    rename(sent);
    if (sent.path("systemInstruction") instanceof ObjectNode system) {
      system.remove("role");
    }
    if (sent.path("generationConfig") instanceof ObjectNode config) {
      config.remove("responseModalities"); // text is the default
      if (config.isEmpty()) {
        sent.remove("generationConfig");
      }
    }
    return sent;
  }

  private static void rename(JsonNode node) {
    if (node instanceof ObjectNode object) {
      rename(object, "function_call", "functionCall");
      rename(object, "function_response", "functionResponse");
      rename(object, "include_thoughts", "includeThoughts");
      rename(object, "thinking_level", "thinkingLevel");
      rename(object, "thinking_budget", "thinkingBudget");
      rename(object, "responseSchema", "responseJsonSchema");
      if (object.has("parameters") && object.has("name")) {
        rename(object, "parameters", "parametersJsonSchema");
      }
      if (object.path("description").isNull()) {
        object.remove("description");
      }
      if (object.path("thinkingLevel").isString()) {
        String level = object.path("thinkingLevel").stringValue();
        object.put("thinkingLevel", level.toLowerCase(Locale.ROOT));
      }
      String output = object.at("/response/content/0/text").stringValue("");
      if (!output.isEmpty()) {
        object.putObject("response").put("output", output); // the documented spelling
      }
    }
    node.forEach(GeminiRequests::rename);
  }

  private static void rename(ObjectNode object, String from, String to) {
    if (object.has(from)) {
      object.set(to, object.remove(from));
    }
  }

  @Override
  ChatRequest request(ObjectNode sent) {
    JsonNode config = sent.path("generationConfig");
    refuseUnknown(
        config,
        Set.of(
            "temperature",
            "maxOutputTokens",
            "responseMimeType",
            "responseJsonSchema",
            "thinkingConfig"));
    ChatRequest.Builder request =
        ChatRequest.of(messages(sent))
            .change()
            .format(format(sent))
            .toolUse(ToolUse.of(functions(sent)))
            .search(sent.path("tools").findValue("googleSearch") != null)
            .showReasoning(config.at("/thinkingConfig/includeThoughts").booleanValue(false));
    if (config.has("temperature")) {
      request.sampling(Sampling.temperature(config.path("temperature").doubleValue()));
    }
    if (config.at("/thinkingConfig/thinkingBudget").isNumber()) {
      throw new NotComparable("with a budget for a model that takes levels");
    }
    String level = config.at("/thinkingConfig/thinkingLevel").stringValue("");
    if (!level.isEmpty()) {
      request.effort(Effort.valueOf(level.toUpperCase(Locale.ROOT)));
    }
    maxOutputTokens(sent).ifPresent(request::maxOutputTokens);
    return request.build();
  }

  private static Tool[] functions(ObjectNode sent) {
    List<Tool> functions = new ArrayList<>();
    for (JsonNode tool : sent.path("tools")) {
      refuseUnknown(tool, Set.of("functionDeclarations", "googleSearch"));
      for (JsonNode function : tool.path("functionDeclarations")) {
        functions.add(
            new Tool(
                function.path("name").stringValue(),
                function.path("description").stringValue(""),
                function.path("parametersJsonSchema"),
                false));
      }
    }
    return functions.toArray(Tool[]::new);
  }

  @Override
  List<Message> messages(ObjectNode sent) {
    List<Message> messages = new ArrayList<>();
    if (sent.has("systemInstruction")) {
      messages.add(Message.system(sent.at("/systemInstruction/parts/0/text").stringValue()));
    }
    for (JsonNode turn : sent.path("contents")) {
      List<Part> parts = new ArrayList<>();
      turn.path("parts").forEach(part -> addPart(parts, part));
      Role role = turn.path("role").stringValue().equals("model") ? Role.ASSISTANT : Role.USER;
      boolean ofTools = parts.getFirst() instanceof Part.ToolResult;
      messages.add(new Message(ofTools ? Role.TOOL : role, parts));
    }
    return messages;
  }

  private static void addPart(List<Part> parts, JsonNode part) {
    JsonNode call = part.path("functionCall");
    JsonNode result = part.path("functionResponse");
    if (call.isObject()) {
      String id = call.path("id").stringValue("");
      parts.add(
          new Part.ToolCall(id, call.path("name").stringValue(), call.path("args").toString()));
    } else if (result.isObject()) {
      parts.add(
          new Part.ToolResult(
              result.path("id").stringValue(""),
              result.path("name").stringValue(),
              result.at("/response/output").stringValue(),
              false));
    } else if (part.has("inlineData")) {
      parts.add(
          new Part.InlineImage(
              part.at("/inlineData/mimeType").stringValue(),
              part.at("/inlineData/data").stringValue()));
    } else {
      parts.add(new Part.Text(part.path("text").stringValue()));
    }
    if (part.has("thoughtSignature")) {
      ObjectNode signature = ((ObjectNode) part).objectNode();
      signature.set("thoughtSignature", part.path("thoughtSignature"));
      parts.add(new Part.Bound("recorded", signature));
    }
  }

  @Override
  ResponseFormat format(ObjectNode sent) {
    JsonNode schema = sent.at("/generationConfig/responseJsonSchema");
    if (!schema.isObject()) {
      return new ResponseFormat.FreeText();
    }
    return new ResponseFormat.JsonSchema("recorded", schema, true);
  }

  @Override
  OptionalInt maxOutputTokens(ObjectNode sent) {
    JsonNode cap = sent.at("/generationConfig/maxOutputTokens");
    return cap.isInt() ? OptionalInt.of(cap.intValue()) : OptionalInt.empty();
  }

  @Override
  String stopField() {
    return "stopSequences";
  }

  @Override
  Part image(JsonNode part) {
    throw new NotComparable("with a part " + part);
  }
}
