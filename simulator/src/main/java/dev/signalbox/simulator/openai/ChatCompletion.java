package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Completion.Ending;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.ToolCall;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of Chat Completions.
 *
 * @param reasons whether the model is of the kind that does
 */
record ChatCompletion(
    Question question, Completion completion, Revision revision, Stamp stamp, boolean reasons) {

  ObjectNode whole() {
    ObjectNode body = Json.object();
    body.put("id", id());
    body.put("object", "chat.completion");
    body.put("created", stamp.at().getEpochSecond());
    body.put("model", revision.model());
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice.set("message", message());
    if (!reasons) {
      choice.putNull("logprobs");
    }
    choice.put("finish_reason", finishReason());
    body.set("usage", usage());
    body.put("service_tier", "default");
    body.put("system_fingerprint", revision.fingerprint().orElse(null));
    return body;
  }

  String id() {
    return stamp.id("chatcmpl-", Stamp.ALPHANUMERIC, 29);
  }

  private ObjectNode message() {
    boolean refused = completion.ending() == Ending.REFUSED;
    boolean silent = refused || !completion.calls().isEmpty();
    ObjectNode message = Json.object().put("role", "assistant");
    message.put("content", silent ? null : completion.text());
    if (!completion.calls().isEmpty()) {
      message.set("tool_calls", calls());
    }
    message.put("refusal", refused ? Completion.REFUSAL : null);
    message.putArray("annotations");
    return message;
  }

  ArrayNode calls() {
    ArrayNode calls = Json.array();
    for (ToolCall call : completion.calls()) {
      String id = stamp.id("call_", calls.size(), Stamp.ALPHANUMERIC, 24);
      calls
          .addObject()
          .put("id", id)
          .put("type", "function")
          .putObject("function")
          .put("name", call.name())
          .put("arguments", Json.write(call.arguments()));
    }
    return calls;
  }

  String finishReason() {
    return switch (completion.ending()) {
      case DONE, STOP_SEQUENCE, REFUSED -> "stop";
      case OUT_OF_TOKENS -> "length";
      case TOOL_CALLS -> "tool_calls";
      case FILTERED -> "content_filter";
      case UNKNOWN -> "turn_limit";
    };
  }

  ObjectNode usage() {
    ObjectNode usage = Json.object();
    usage.put("prompt_tokens", question.inputTokens());
    usage.put("completion_tokens", completion.outputTokens());
    usage.put("total_tokens", question.inputTokens() + completion.outputTokens());
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", Math.min(question.thinking().tokens(), completion.outputTokens()))
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }
}
