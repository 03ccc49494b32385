package dev.signalbox.simulator.wire;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import java.time.Duration;
import java.util.Set;

/** One provider API: reads as strictly as it and answers in its shapes. Pure and thread-safe. */
public interface WireFormat {

  /** What the API makes of a request before any model sees it. */
  Reading read(HttpRequest request, Account account, Stamp stamp);

  /** A model's completion. */
  HttpReply answer(Question question, Completion completion, Revision revision, Stamp stamp);

  /** The statuses with which this API reports trouble of its own. */
  Set<Integer> serverErrors();

  /**
   * @param status one of {@link #serverErrors}
   */
  HttpReply serverError(int status, Stamp stamp);

  /** A 429 that says when to come back. */
  HttpReply rateLimited(Duration wait, Stamp stamp);

  /** A 413, for a body that was not even read. */
  HttpReply tooLarge(Stamp stamp);
}
