package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Completion.Ending;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.ToolCall;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The items of an answer that every provider has. */
public final class Items {
  private static final int ID_LENGTH = 50;
  private static final Set<Ending> INCOMPLETE =
      Set.of(Ending.OUT_OF_TOKENS, Ending.FILTERED, Ending.UNKNOWN);

  private Items() {}

  /** An id of the kind that items and responses have. */
  public static String id(Stamp stamp, String prefix, int ordinal) {
    return stamp.id(prefix, ordinal, Stamp.HEX, ID_LENGTH);
  }

  /** {@code completed}, or {@code incomplete} when it was not for the model to end. */
  public static String status(Completion completion) {
    return INCOMPLETE.contains(completion.ending()) ? "incomplete" : "completed";
  }

  /** Why an answer is incomplete, null for one that is not. */
  public static ObjectNode incompleteDetails(Completion completion) {
    return Json.object()
        .put(
            "reason",
            switch (completion.ending()) {
              case OUT_OF_TOKENS -> "max_output_tokens";
              case FILTERED -> "content_filter";
              default -> "turn_limit";
            });
  }

  /** Adds what the model says and what it wants called. */
  public static void add(ArrayNode output, Completion completion, Stamp stamp) {
    boolean speaks =
        !completion.text().isEmpty()
            || completion.ending() == Ending.REFUSED
            || completion.ending() == Ending.DONE;
    if (speaks) {
      output.add(message(completion, stamp));
    }
    for (ToolCall call : completion.calls()) {
      output
          .addObject()
          .put("id", id(stamp, "fc_", output.size()))
          .put("type", "function_call")
          .put("status", "completed")
          .put("arguments", Json.write(call.arguments()))
          .put("call_id", stamp.id("call_", output.size(), Stamp.ALPHANUMERIC, 24))
          .put("name", call.name());
    }
  }

  private static ObjectNode message(Completion completion, Stamp stamp) {
    ObjectNode message = Json.object();
    message.put("id", id(stamp, "msg_", 0)).put("type", "message");
    message.put("status", status(completion));
    ArrayNode content = message.putArray("content");
    if (completion.ending() == Ending.REFUSED) {
      content.addObject().put("type", "refusal").put("refusal", Completion.REFUSAL);
    } else {
      ObjectNode part = content.addObject().put("type", "output_text");
      part.putArray("annotations");
      part.putArray("logprobs");
      part.put("text", completion.text());
    }
    return message.put("role", "assistant");
  }
}
