package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.JsonStream;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.WireResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A streamed answer of {@code /chat/completions}, folded into the body that would have come whole.
 * It is whole when a reason for its end and then the mark of the end came: a proxy adds the mark to
 * what its own upstream cut, but no reason.
 */
final class OpenAiChatStream extends JsonStream {
  private static final String END_MARK = "[DONE]";

  private final OpenAiChatAnswers answers;
  private final WireResponse head;
  private final ObjectNode body = Json.newObject();
  private final ObjectNode choice = Json.newObject();
  private final StreamedMessage message = new StreamedMessage();
  private final Set<Object> cited = new HashSet<>();

  OpenAiChatStream(OpenAiChatAnswers answers, WireResponse head) {
    super(answers, head);
    this.answers = answers;
    this.head = head;
  }

  @Override
  protected boolean isEndMark(ServerEvent event) {
    return event.data().strip().equals(END_MARK);
  }

  @Override
  protected List<Piece> add(JsonNode chunk) {
    Optional<JsonNode> error = hiddenError(chunk);
    if (error.isPresent()) {
      return take(error.get());
    }
    // What stands beside the choices is told anew each time, as far as it is known by then.
    chunk.forEachEntry((name, value) -> setUnlessEmpty(body, name, value));
    JsonNode part = chunk.path("choices").path(0);
    part.forEachEntry((name, value) -> setUnlessEmpty(choice, name, value));
    // Some proxies send an answer that they got whole as one chunk.
    JsonNode delta = part.path(part.has("delta") ? "delta" : "message");
    List<Piece> pieces = new ArrayList<>(message.add(delta));
    OpenAiChatMessage.citations(chunk, delta).stream()
        .filter(citation -> cited.add(citation.source()))
        .map(Piece.Cited::new)
        .forEach(pieces::add);
    if (Json.text(chunk.path("object")).equals("chat.completion.done")) {
      end(); // Perplexity's mark
    }
    return pieces;
  }

  /** Errors of which OpenRouter, Groq and vLLM tell elsewhere than in {@code error}. */
  private static Optional<JsonNode> hiddenError(JsonNode chunk) {
    if (Json.text(chunk.path("object")).equals("error")) {
      return Optional.of(Json.newObject().set("error", chunk));
    }
    return Optional.of(chunk.path("choices").path(0))
        .filter(choice -> choice.path("error").isObject())
        .or(() -> Optional.of(chunk.path("x_groq")).filter(it -> it.path("error").isString()));
  }

  private static void setUnlessEmpty(ObjectNode target, String name, JsonNode value) {
    boolean kept = !name.equals("choices") && !name.equals("delta") && !name.equals("message");
    if (kept && !value.isNull() && !(value.isContainer() && value.isEmpty()) && !isBlank(value)) {
      target.set(name, value);
    }
  }

  private static boolean isBlank(JsonNode value) {
    return value.isString() && value.stringValue().isEmpty();
  }

  @Override
  protected Optional<Outcome> whole() {
    return ended() && choice.has("finish_reason")
        ? Optional.of(answers.readSuccess(head, folded()))
        : Optional.empty();
  }

  @Override
  public Reply soFar() {
    return answers.reply(folded());
  }

  private ObjectNode folded() {
    ObjectNode whole = body.deepCopy();
    whole.putArray("choices").add(choice.deepCopy().set("message", message.json()));
    return whole;
  }
}
