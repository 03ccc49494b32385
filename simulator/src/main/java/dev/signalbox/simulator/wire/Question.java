package dev.signalbox.simulator.wire;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a model is asked, whatever the format it came in.
 *
 * @param prompt the text of the last user message
 * @param form what the answer has to look like
 * @param maxTokens the most the answer may have, reasoning included
 * @param inputTokens what the whole conversation counts
 * @param reasoningTokens what the model thinks before it answers
 */
public record Question(
    String model,
    String prompt,
    Form form,
    List<String> stopSequences,
    int maxTokens,
    int inputTokens,
    int reasoningTokens) {
  public Question {
    stopSequences = List.copyOf(stopSequences);
  }

  /** Plain text, any JSON object, or JSON that satisfies a schema. */
  public sealed interface Form {
    record Text() implements Form {}

    record JsonObject() implements Form {}

    record Schema(JsonNode schema) implements Form {}
  }
}
