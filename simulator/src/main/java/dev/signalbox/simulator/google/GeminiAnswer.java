package dev.signalbox.simulator.google;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Completion.Ending;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Frame.Place;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Tokens;
import dev.signalbox.simulator.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer, whole or in chunks that each have the shape of a whole one. */
record GeminiAnswer(Question question, Completion completion, Revision revision, Stamp stamp) {

  ObjectNode whole() {
    if (promptBlocked()) {
      return blocked();
    }
    ArrayNode parts = Json.array();
    if (!completion.thoughts().isEmpty()) {
      parts.add(thought(completion.thoughts()));
    }
    if (!completion.text().isEmpty()) {
      ObjectNode text = parts.addObject().put("text", completion.text());
      if (sealsText()) {
        seal(text);
      }
    }
    calls().forEach(parts::add);
    return response(ended(parts), completion.outputTokens());
  }

  List<Frame> chunks() {
    if (promptBlocked()) {
      return List.of(Frame.of(Place.TERMINATOR, blocked()));
    }
    List<ObjectNode> said = new ArrayList<>();
    Tokens.pieces(completion.thoughts()).forEach(piece -> said.add(thought(piece)));
    completion.pieces().forEach(piece -> said.add(Json.object().put("text", piece)));
    said.addAll(calls());
    List<Frame> frames = new ArrayList<>();
    int tokens = question.thinking().tokens();
    for (ObjectNode part : said) {
      tokens += Tokens.count(part.path("text").stringValue(""));
      ObjectNode candidate = candidate(Json.array().add(part));
      frames.add(Frame.of(Place.CONTENT, response(candidate, tokens)));
    }
    ObjectNode last = Json.object().put("text", "");
    if (sealsText() && completion.calls().isEmpty()) {
      seal(last);
    }
    ObjectNode end = ended(Json.array().add(last));
    frames.add(Frame.of(Place.TERMINATOR, response(end, completion.outputTokens())));
    return frames;
  }

  private boolean promptBlocked() {
    return completion.ending() == Ending.FILTERED && completion.text().isEmpty();
  }

  private ObjectNode blocked() {
    ObjectNode body = Json.object();
    body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
    body.set("usageMetadata", usage(0));
    return identified(body);
  }

  private static ObjectNode thought(String text) {
    return Json.object().put("text", text).put("thought", true);
  }

  private boolean sealsText() {
    return GeminiModel.named(question.model()).levels() && question.thinking().tokens() > 0;
  }

  private void seal(ObjectNode part) {
    part.put("thoughtSignature", ContentRules.SIGNATURES.seal(stamp, "thought"));
  }

  private List<ObjectNode> calls() {
    List<ObjectNode> parts = new ArrayList<>();
    for (ToolCall call : completion.calls()) {
      ObjectNode part = Json.object();
      ObjectNode function = part.putObject("functionCall").put("name", call.name());
      function.set("args", call.arguments());
      if (GeminiModel.named(question.model()).callIds()) {
        function.put("id", stamp.id("", parts.size(), Stamp.ALPHANUMERIC, 8));
      }
      if (parts.isEmpty() && question.thinking().tokens() > 0) {
        seal(part);
      }
      parts.add(part);
    }
    return parts;
  }

  private static ObjectNode candidate(ArrayNode parts) {
    ObjectNode candidate = Json.object();
    ObjectNode content = candidate.putObject("content");
    if (!parts.isEmpty()) {
      content.set("parts", parts);
    }
    content.put("role", "model");
    return candidate.put("index", 0);
  }

  private ObjectNode ended(ArrayNode parts) {
    ObjectNode candidate = candidate(parts).put("finishReason", finishReason());
    return completion.calls().isEmpty()
        ? candidate
        : candidate.put("finishMessage", "Model generated function call(s).");
  }

  private String finishReason() {
    return switch (completion.ending()) {
      case DONE, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
      case OUT_OF_TOKENS -> "MAX_TOKENS";
      case FILTERED -> "SAFETY";
      // The API has no field for a model's refusal; this is the reason that stands in for it.
      case REFUSED -> "PROHIBITED_CONTENT";
      case UNKNOWN -> "TURN_LIMIT";
    };
  }

  private ObjectNode response(ObjectNode candidate, int outputTokens) {
    ObjectNode body = Json.object();
    body.putArray("candidates").add(candidate);
    body.set("usageMetadata", usage(outputTokens));
    return identified(body);
  }

  private ObjectNode identified(ObjectNode body) {
    return body.put("modelVersion", revision.model())
        .put("responseId", stamp.id("", Stamp.ALPHANUMERIC, 23));
  }

  /**
   * @param outputTokens thoughts included, which this API counts apart
   */
  private ObjectNode usage(int outputTokens) {
    int thoughts = Math.min(question.thinking().tokens(), outputTokens);
    int said = outputTokens - thoughts;
    ObjectNode usage = Json.object().put("promptTokenCount", question.inputTokens());
    if (said > 0) {
      usage.put("candidatesTokenCount", said);
    }
    usage.put("totalTokenCount", question.inputTokens() + outputTokens);
    usage
        .putArray("promptTokensDetails")
        .addObject()
        .put("modality", "TEXT")
        .put("tokenCount", question.inputTokens());
    if (thoughts > 0) {
      usage.put("thoughtsTokenCount", thoughts);
    }
    return usage.put("serviceTier", "standard");
  }
}
