package dev.signalbox.router.move;

import dev.signalbox.router.table.Target;
import java.time.Duration;

/** What follows an attempt. */
public sealed interface Move {

  /** Ask the same target again after a random wait of at most {@code upTo}. */
  record AgainHere(Duration upTo) implements Move {}

  record NextTarget(Target target) implements Move {}

  record Stop(String why) implements Move {}
}
