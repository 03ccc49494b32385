package dev.signalbox.simulator.wire;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import java.util.List;
import java.util.Set;

/** One provider API: reads as strictly as it and answers in its shapes. Pure and thread-safe. */
public interface WireFormat {

  /** Whether a path without its query belongs to this API. */
  boolean serves(String path);

  /** What the API makes of a request before any model sees it. */
  Reading read(HttpRequest request, Account account, Stamp stamp);

  /** A model's completion, streamed when the question asks for that. */
  Answer answer(Question question, Completion completion, Revision revision, Stamp stamp);

  /** The statuses with which this API reports trouble of its own. */
  Set<Integer> serverErrors();

  /** An error answer. */
  HttpReply trouble(Trouble trouble, Stamp stamp);

  /** The body of an error that comes with status 200. */
  default String troubleInside(Trouble trouble, Stamp stamp) {
    return trouble(trouble, stamp).body();
  }

  /** An error amid a stream that began with status 200; nothing follows it. */
  List<Frame> troubleInStream(Trouble trouble, Stamp stamp);
}
