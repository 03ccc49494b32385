package dev.signalbox.router.outcome;

import dev.signalbox.router.chat.Reply;
import java.time.Duration;
import java.util.Optional;

/** What one attempt at one provider came to. An attempt yields exactly one and throws nothing. */
public sealed interface Outcome {

  record Answered(Reply reply) implements Outcome {}

  /** The provider refused the request itself; the same request will be refused elsewhere too. */
  record Rejected(int status, String reason) implements Outcome {}

  /**
   * The provider let us down.
   *
   * @param detail one line for people, without secrets
   * @param retryAfter the provider's own advice, when it gave any
   */
  record Failed(Fault fault, String detail, Optional<Duration> retryAfter) implements Outcome {}

  /** Nothing was sent, so nothing was spent. */
  record Skipped(SkipReason reason) implements Outcome {}
}
