package dev.signalbox.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each thing has been asked. Memory is bounded: what was not asked for longest is
 * forgotten and starts again at zero. Thread-safe.
 */
final class Occurrences {
  private static final int REMEMBERED = 50_000;

  private final Map<Seed, Integer> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Seed, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Zero the first time. */
  synchronized int next(Seed thing) {
    return counts.merge(thing, 1, Integer::sum) - 1;
  }
}
