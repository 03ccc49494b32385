package dev.signalbox.router.provider;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * One streamed answer while it comes in. Total: whatever the events, nothing is thrown, and memory
 * stays proportional to what came. Not thread-safe.
 */
public interface AnswerStream {

  /** Takes the next event and says what it adds to the answer. */
  List<Piece> take(ServerEvent event);

  /**
   * Whether nothing more is to come: the protocol's own end was seen, or an error after which
   * nothing follows. Then there is no need to wait for the connection to close.
   */
  boolean ended();

  /**
   * What the answer comes to if nothing more follows. Without the protocol's own end it is cut,
   * though the text may look whole.
   */
  Outcome outcome();

  /** What has come so far; of an answer that ended well, the whole of it. */
  Reply soFar();

  /** The provider's own id of the request, where only the answer's body tells it. */
  default Optional<String> requestId() {
    return Optional.empty();
  }
}
