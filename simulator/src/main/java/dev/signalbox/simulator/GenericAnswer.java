package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a model says to a prompt that no book knows. */
final class GenericAnswer {
  private static final int TOPIC_WORDS = 8;

  private GenericAnswer() {}

  static String to(Question question) {
    String sentence = "Here is a short answer about \"" + topic(question.prompt()) + "\".";
    return switch (question.form()) {
      case Question.Form.Text _ -> sentence;
      case Question.Form.JsonObject _ -> Json.write(Json.object().put("answer", sentence));
      case Question.Form.Schema(var schema) -> Json.write(MinimalInstance.of(schema));
    };
  }

  private static String topic(String prompt) {
    return Arrays.stream(AnswerBook.normalised(prompt).split(" ", TOPIC_WORDS + 1))
        .limit(TOPIC_WORDS)
        .collect(Collectors.joining(" "));
  }
}
