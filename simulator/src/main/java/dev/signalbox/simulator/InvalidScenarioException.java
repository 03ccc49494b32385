package dev.signalbox.simulator;

import java.io.Serial;

/** A scenario that cannot be played; the message says where, what is wrong, and what is right. */
public final class InvalidScenarioException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1;

  InvalidScenarioException(String message) {
    super(message);
  }
}
