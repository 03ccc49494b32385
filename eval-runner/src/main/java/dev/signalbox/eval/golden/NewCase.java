package dev.signalbox.eval.golden;

import dev.signalbox.router.chat.Message;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A case to be added to a suite.
 *
 * @param messages the whole prompt, of text alone; instructions first, where there are any
 * @param schema that the answer was asked to satisfy
 * @param answer what a model answered, if it did
 * @param accepted whether that is what a good answer has to be
 */
public record NewCase(
    String id,
    List<Message> messages,
    Optional<JsonNode> schema,
    Optional<String> answer,
    boolean accepted) {
  public NewCase {
    messages = List.copyOf(messages);
  }
}
