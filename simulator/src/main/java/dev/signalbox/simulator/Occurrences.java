package dev.signalbox.simulator;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often each thing has been asked, in bounded memory: things whose hashes fall into the same
 * slot share a counter, which only makes their draws depend on one another. Thread-safe.
 */
final class Occurrences {
  private static final int SLOTS = 1 << 16;

  private final AtomicIntegerArray counts = new AtomicIntegerArray(SLOTS);

  /** Zero the first time. */
  int next(Seed thing) {
    return counts.getAndIncrement(thing.below(SLOTS));
  }
}
