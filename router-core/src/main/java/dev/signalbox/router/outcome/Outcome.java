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
   * @param retryAfter how long the provider itself says to wait before asking it again
   * @param againHere whether the same target may be asked again at all: what the fault suggests,
   *     unless the provider said otherwise
   */
  record Failed(Fault fault, String detail, Optional<Duration> retryAfter, boolean againHere)
      implements Outcome {

    /** A failure of which the provider did not say whether to ask again. */
    public Failed(Fault fault, String detail, Optional<Duration> retryAfter) {
      this(fault, detail, retryAfter, fault.isBrief() || fault == Fault.RATE_LIMITED);
    }
  }

  /** Nothing was sent, so nothing was spent. */
  record Skipped(SkipReason reason) implements Outcome {}
}
