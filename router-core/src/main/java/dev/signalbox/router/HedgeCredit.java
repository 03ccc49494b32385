package dev.signalbox.router;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps hedged calls within their share of all calls: each call earns a task the share, a hedge
 * costs one. Thread-safe.
 */
final class HedgeCredit {
  /** So many hedges may come at once after a quiet time. */
  private static final double MOST = 10;

  private final ConcurrentMap<String, Double> credits = new ConcurrentHashMap<>();

  void earn(String task, double share) {
    credits.merge(task, 1 + share, (credit, _) -> Math.min(MOST, credit + share));
  }

  /** Whether there was credit for a hedge, which is then used up. */
  boolean spend(String task) {
    boolean[] spent = {false};
    credits.computeIfPresent(
        task,
        (_, credit) -> {
          spent[0] = credit >= 1;
          return spent[0] ? credit - 1 : credit;
        });
    return spent[0];
  }
}
