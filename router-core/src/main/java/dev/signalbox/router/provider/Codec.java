package dev.signalbox.router.provider;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.Target;
import java.util.Optional;

/** Translates to and from one wire format. Pure: no clock, no network, no state. */
public interface Codec {

  /** The request on the wire, without the key. */
  WireRequest encode(Target target, ChatRequest request);

  /** How this API wants its key: a header's name and value. */
  WireRequest.Header keyHeader(String key);

  /** What an HTTP answer comes to; total, whatever the bytes. */
  Outcome decode(WireResponse response);

  /** The provider's own id of the request, where the answer has one. */
  Optional<String> requestId(WireResponse response);
}
