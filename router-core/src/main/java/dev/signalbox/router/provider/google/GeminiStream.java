package dev.signalbox.router.provider.google;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.JsonStream;
import dev.signalbox.router.provider.WireResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A streamed answer of {@code streamGenerateContent}: responses, each of which adds to the draft.
 * It has no terminator. It is whole once a response told why the answer ended, and over with the
 * response that tells the usage too; some older models tell the former in every response.
 */
final class GeminiStream extends JsonStream {
  private final GeminiAnswers answers;
  private final GeminiDraft draft;
  private Optional<String> responseId = Optional.empty();

  GeminiStream(GeminiAnswers answers, GeminiDraft draft, WireResponse head) {
    super(answers, head);
    this.answers = answers;
    this.draft = draft;
  }

  @Override
  protected List<Piece> add(JsonNode event) {
    List<Piece> pieces = draft.add(event);
    responseId = Json.someText(event.path("responseId")).or(() -> responseId);
    if (GeminiDraft.isLast(event)) {
      end();
    }
    return pieces;
  }

  @Override
  protected Optional<Outcome> whole() {
    return draft.isWhole()
        ? Optional.of(answers.judge(draft.reply(), draft.why()))
        : Optional.empty();
  }

  @Override
  public Reply soFar() {
    return draft.reply();
  }

  @Override
  public Optional<String> requestId() {
    return responseId;
  }
}
