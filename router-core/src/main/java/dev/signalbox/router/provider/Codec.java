package dev.signalbox.router.provider;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.Target;
import java.util.Optional;

/**
 * Translates to and from one wire format. Made for one provider, whose name marks the data that
 * only it can read. Pure: no clock, no network, no state.
 */
public interface Codec {

  /**
   * The request on the wire, without the key.
   *
   * @param streamed whether the answer is to come in pieces
   */
  WireRequest encode(Target target, ChatRequest request, boolean streamed);

  /** How this API wants its key: a header's name and value. */
  WireRequest.Header keyHeader(String key);

  /** What an HTTP answer that came whole comes to; total, whatever the bytes. */
  Outcome decode(WireResponse response);

  /**
   * Reads the events of a successful answer that comes in pieces.
   *
   * @param head status and headers of the answer, its body empty
   */
  AnswerStream stream(WireResponse head);

  /** The provider's own id of the request, where the answer has one. */
  Optional<String> requestId(WireResponse response);

  /** What the answer's headers say is left of the provider's rate limits. */
  Headroom headroom(WireResponse response);
}
