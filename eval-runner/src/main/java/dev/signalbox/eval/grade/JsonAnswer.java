package dev.signalbox.eval.grade;

import dev.signalbox.router.chat.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reply as the JSON it should be. Text around the JSON, such as a code fence, is a flaw: whoever
 * asked for JSON has to parse exactly what came.
 */
sealed interface JsonAnswer {
  /** Amounts of money are compared, so decimals stay exact. */
  JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  record Read(JsonNode value) implements JsonAnswer {}

  /** The answer is bad whatever was expected; {@code why} is for people. */
  record Flawed(String why) implements JsonAnswer {
    Grade grade() {
      return new Grade.Scored(0, why);
    }
  }

  static JsonAnswer of(Reply reply) {
    return switch (reply.finish()) {
      case LENGTH -> new Flawed("the answer was cut at its token limit");
      case CONTENT_FILTER -> new Flawed("the provider's filter withheld the answer");
      case REFUSAL -> refused(reply);
      case DONE, TOOL_CALLS, OTHER -> reply.refusal().isPresent() ? refused(reply) : parse(reply);
    };
  }

  private static JsonAnswer refused(Reply reply) {
    String words = reply.refusal().orElse(reply.text());
    return new Flawed(
        words.isBlank()
            ? "the model declined to answer"
            : "the model declined to answer: " + Excerpt.of(words));
  }

  private static JsonAnswer parse(Reply reply) {
    if (reply.text().isBlank()) {
      return new Flawed("the answer is empty");
    }
    try {
      return new Read(MAPPER.readTree(reply.text()));
    } catch (JacksonException e) {
      return new Flawed("the answer is not JSON: " + Excerpt.of(e.getOriginalMessage()));
    }
  }
}
