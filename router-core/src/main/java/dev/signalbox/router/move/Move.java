package dev.signalbox.router.move;

import dev.signalbox.router.table.Target;
import java.time.Duration;

/** What follows an attempt. */
public sealed interface Move {

  /**
   * Ask the same target again.
   *
   * @param atLeast what the provider asked to wait, zero when it asked for nothing
   * @param jitter a random share of this is waited on top, so that callers do not return in step
   */
  record AgainHere(Duration atLeast, Duration jitter) implements Move {
    /** The longest it can take. */
    public Duration atMost() {
      return atLeast.plus(jitter);
    }
  }

  /** Ask another target. */
  record NextTarget(Target target) implements Move {}

  /** Ask another target as well, for this one keeps silent; the first to answer counts. */
  record Hedge(Target target) implements Move {}

  /** Ask another target to go on where the answer broke off that the caller has seen so far. */
  record GoOn(Target target) implements Move {}

  record Stop(String why) implements Move {}
}
