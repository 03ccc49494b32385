package dev.signalbox.simulator.wire;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model is asked, whatever the format it came in.
 *
 * @param prompt the text of the last user message
 * @param form what the answer has to look like
 * @param maxTokens the most the answer may have, reasoning included
 * @param inputTokens what the whole conversation counts
 * @param thinking what the model does before it answers
 * @param request the body it came in, for what answers repeat of it
 */
public record Question(
    String model,
    String prompt,
    Form form,
    List<String> stopSequences,
    int maxTokens,
    int inputTokens,
    Thinking thinking,
    Tools tools,
    Delivery delivery,
    ObjectNode request) {
  public Question {
    stopSequences = List.copyOf(stopSequences);
  }

  /** Plain text, any JSON object, or JSON that satisfies a schema. */
  public sealed interface Form {
    record Text() implements Form {}

    record JsonObject() implements Form {}

    record Schema(JsonNode schema) implements Form {}
  }

  /**
   * @param shown whether the answer tells the thoughts
   */
  public record Thinking(int tokens, boolean shown) {
    public static final Thinking NONE = new Thinking(0, false);
  }

  /** How the answer is to come. */
  public enum Delivery {
    WHOLE,
    /** As server-sent events. */
    EVENTS,
    /** As server-sent events, and with the usage, where a stream tells it only when asked. */
    EVENTS_WITH_USAGE,
    /** As the elements of one JSON array. */
    ARRAY
  }
}
