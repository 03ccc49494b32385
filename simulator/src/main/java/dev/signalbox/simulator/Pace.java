package dev.signalbox.simulator;

import java.time.Duration;

/**
 * How fast one answer is uttered.
 *
 * @param first until its first piece
 * @param between each piece and the next
 */
record Pace(Duration first, Duration between) {
  static final Pace NONE = new Pace(Duration.ZERO, Duration.ZERO);

  /** Of an answer in one piece, which waits until so many pieces are there. */
  Pace whole(int pieces) {
    return new Pace(first.plus(between.multipliedBy(Math.max(0, pieces - 1))), Duration.ZERO);
  }
}
