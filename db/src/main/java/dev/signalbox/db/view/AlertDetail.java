package dev.signalbox.db.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One alert with everything needed to judge it.
 *
 * @param cases worst first
 * @param changes of its state, newest first
 */
public record AlertDetail(AlertSummary summary, List<Case> cases, List<Change> changes) {
  public AlertDetail {
    cases = List.copyOf(cases);
    changes = List.copyOf(changes);
  }

  /**
   * A case that passed and now fails.
   *
   * @param prompt the beginning of what the case asks
   * @param before pass rate in the baseline, in [0, 1]
   * @param after pass rate since the change
   * @param expected JSON
   * @param lastGood its last passing answer
   * @param firstBad its first failing answer since the change
   */
  public record Case(
      String caseId,
      Optional<String> prompt,
      double before,
      double after,
      String expected,
      Optional<String> lastGood,
      Optional<String> firstBad) {}

  /** A change of state by a person, in real time. */
  public record Change(Instant changedAt, String state, String who, String why) {}
}
