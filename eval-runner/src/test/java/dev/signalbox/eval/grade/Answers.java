package dev.signalbox.eval.grade;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Answers to be judged in tests. */
final class Answers {
  static final String INVOICE_SCHEMA =
      """
      {"type": "object", "additionalProperties": false, "required": ["number", "total", "due"],
       "properties": {"number": {"type": "string"}, "total": {"type": "number"},
                      "due": {"type": ["string", "null"], "format": "date"}}}
      """;

  private Answers() {}

  static CaseAnswer answer(String expected, String text) {
    return answer(expected, reply(text, FinishReason.DONE, Optional.empty()));
  }

  static CaseAnswer answer(String expected, Reply reply) {
    ResponseFormat invoice = new ResponseFormat.JsonSchema("invoice", json(INVOICE_SCHEMA), true);
    return new CaseAnswer(
        ChatRequest.of(Message.user("an invoice")).change().format(invoice).build(),
        json(expected),
        reply,
        Duration.ofMillis(700));
  }

  static Reply reply(String text, FinishReason finish, Optional<String> refusal) {
    Revision served = new Revision("a-model-1", Optional.empty());
    return new Reply(
        Reply.of(text, Usage.NONE, served).content(),
        refusal,
        List.of(),
        finish,
        Usage.NONE,
        served,
        Optional.empty());
  }

  static JsonNode json(String text) {
    return JsonAnswer.MAPPER.readTree(text);
  }
}
