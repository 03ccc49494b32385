package dev.signalbox.router.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.Outcome.Failed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What all streams of JSON objects have in common: an object with an {@code error} ends the answer;
 * an event that is no JSON spoils it, unless it is the last, for then it is where the connection
 * broke; and without its end an answer is cut.
 */
public abstract class JsonStream implements AnswerStream {
  private final AnswerForm form;
  private final WireResponse head;
  private boolean unreadable;
  private boolean ended;
  private @Nullable Outcome failure;

  /**
   * @param head status and headers of the answer, its body empty
   */
  protected JsonStream(AnswerForm form, WireResponse head) {
    this.form = form;
    this.head = head;
  }

  /** Whether this event is the protocol's mark of the end, and no JSON. */
  protected boolean isEndMark(ServerEvent event) {
    return false;
  }

  /** Takes the next event, which is no error, and says what it adds to the answer. */
  protected abstract List<Piece> add(JsonNode event);

  /** What the answer is worth if nothing more comes; nothing as long as it is not whole. */
  protected abstract Optional<Outcome> whole();

  @Override
  public final List<Piece> take(ServerEvent event) {
    if (unreadable) {
      spoil("an event of the stream is not JSON");
    }
    if (!ended && isEndMark(event)) {
      end();
    }
    if (ended) {
      return List.of();
    }
    Optional<JsonNode> data = form.body(event.data().getBytes(UTF_8));
    unreadable = data.isEmpty();
    return data.map(this::take).orElse(List.of());
  }

  /** The same, of an event that is JSON already. */
  public final List<Piece> take(JsonNode event) {
    JsonNode error = event.path("error");
    if (error.isObject() || error.isString()) {
      fail(form.readErrorInside(head, event));
    }
    return ended ? List.of() : add(event);
  }

  @Override
  public final boolean ended() {
    return ended;
  }

  @Override
  public final Outcome outcome() {
    if (failure != null) {
      return failure;
    }
    Optional<Outcome> whole = unreadable ? Optional.empty() : whole();
    return whole.orElseGet(
        () -> failed(Fault.CUT, "the stream broke off before the answer was whole"));
  }

  /** Says that the protocol's own end was seen. */
  protected final void end() {
    ended = true;
  }

  /** Says that what comes makes no sense, so that nothing of it can be trusted. */
  protected final void spoil(String why) {
    fail(failed(Fault.UNUSABLE_ANSWER, why));
  }

  private void fail(Outcome outcome) {
    if (!ended) {
      failure = outcome;
      ended = true;
    }
  }

  private static Outcome failed(Fault fault, String detail) {
    return new Failed(fault, detail, Optional.empty());
  }
}
