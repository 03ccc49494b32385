package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.ToolCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole answer. */
final class MessageBody {
  private MessageBody() {}

  static ObjectNode of(Question question, Completion completion, Revision revision, Stamp stamp) {
    ObjectNode body = Json.object();
    body.put("model", revision.model());
    body.put("id", stamp.id("msg_01", Stamp.ALPHANUMERIC, 22));
    body.put("type", "message").put("role", "assistant");
    body.set("content", content(completion, stamp));
    body.put("stop_reason", stopReason(completion.ending()));
    body.put("stop_sequence", completion.stopSequence().orElse(null));
    body.set("stop_details", stopDetails(completion.ending()));
    body.set("usage", usage(question, completion));
    return body;
  }

  private static ArrayNode content(Completion completion, Stamp stamp) {
    ArrayNode content = Json.array();
    if (!completion.thoughts().isEmpty()) {
      content
          .addObject()
          .put("type", "thinking")
          .put("thinking", completion.thoughts())
          .put("signature", ThinkingRules.SIGNATURES.seal(stamp, "thinking"));
    }
    if (!completion.text().isEmpty()) {
      content.addObject().put("type", "text").put("text", completion.text());
    }
    for (ToolCall call : completion.calls()) {
      ObjectNode block = content.addObject().put("type", "tool_use");
      block.put("id", stamp.id("toolu_01", content.size(), Stamp.ALPHANUMERIC, 22));
      block.put("name", call.name()).set("input", call.arguments());
      block.putObject("caller").put("type", "direct");
    }
    return content;
  }

  private static String stopReason(Completion.Ending ending) {
    return switch (ending) {
      case DONE -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case OUT_OF_TOKENS -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      // There is no filter beside the model here; what blocks is told as a refusal.
      case REFUSED, FILTERED -> "refusal";
      case UNKNOWN -> "turn_limit_reached";
    };
  }

  private static JsonNode stopDetails(Completion.Ending ending) {
    return stopReason(ending).equals("refusal")
        ? Json.object()
            .put("type", "refusal")
            .put("category", "cyber")
            .put("explanation", Completion.REFUSAL)
        : Json.object().nullNode();
  }

  private static ObjectNode usage(Question question, Completion completion) {
    ObjectNode usage = Json.object();
    usage.put("input_tokens", question.inputTokens());
    usage.put("cache_creation_input_tokens", 0).put("cache_read_input_tokens", 0);
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", 0)
        .put("ephemeral_1h_input_tokens", 0);
    usage.put("output_tokens", completion.outputTokens());
    return usage.put("service_tier", "standard").put("inference_geo", "not_available");
  }
}
