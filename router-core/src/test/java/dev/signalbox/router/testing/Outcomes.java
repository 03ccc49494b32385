package dev.signalbox.router.testing;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;

/** Outcomes for scripts. */
public final class Outcomes {
  private Outcomes() {}

  public static Outcome answered(String text) {
    return new Outcome.Answered(reply(text));
  }

  /** Of 1,000 input and 200 output tokens. */
  public static Reply reply(String text) {
    return Reply.of(
        text, new Usage(1_000, 0, 0, 200, 0), new Revision("served-model", Optional.empty()));
  }

  public static Outcome failed(Fault fault) {
    return new Outcome.Failed(fault, "it is " + fault, Optional.empty());
  }

  public static Outcome failed(Fault fault, Duration retryAfter) {
    return new Outcome.Failed(fault, "it is " + fault, Optional.of(retryAfter));
  }

  public static Outcome rejected() {
    return new Outcome.Rejected(400, "schema is not valid");
  }
}
