package dev.signalbox.eval.detect;

import java.util.List;

/** What a detector found. Runs are named by their index in the series. */
public sealed interface Finding {

  /** Nothing speaks for a change. */
  record Steady() implements Finding {}

  /**
   * Too little to judge by, which is neither good nor bad news.
   *
   * @param why one sentence for people
   * @param have what there is, in the sentence's unit
   * @param needed what it takes
   */
  record Insufficient(String why, int have, int needed) implements Finding {}

  /**
   * The provider serves another revision; by itself no verdict on its quality.
   *
   * @param run the first run on the new revision
   * @param probability that an equally good revision would have lost as many cases as this one did
   *     in its first run
   */
  record RevisionChange(int run, String from, String to, double probability) implements Finding {}

  /**
   * Quality fell.
   *
   * @param run the run that raised the alarm
   * @param change the most likely first run after the change
   * @param changeEarliest start of the interval that holds the change with 90% credibility
   * @param changeLatest its end
   * @param runsAfterChange judged runs since the change, the alarming one included
   * @param before baseline pass rate of the cases asked since the change, in [0, 1]
   * @param after their pass rate since
   * @param effectLow lower end of a 95% interval of {@code after} − {@code before}
   * @param effectHigh its upper end
   * @param evidence when the alarm was raised
   * @param threshold the evidence it takes
   * @param cases those that fell, worst first
   */
  record Regression(
      int run,
      int change,
      int changeEarliest,
      int changeLatest,
      int runsAfterChange,
      double before,
      double after,
      double effectLow,
      double effectHigh,
      double evidence,
      double threshold,
      List<CaseDrop> cases)
      implements Finding {
    public Regression {
      cases = List.copyOf(cases);
    }
  }

  /**
   * A case whose results fell with a change.
   *
   * @param key the case's content hash
   * @param name the case's id, for people
   * @param before pass rate in its baseline, in [0, 1]
   * @param after pass rate since the change
   * @param weight its share in the evidence that single cases gave, in [0, 1]
   */
  record CaseDrop(String key, String name, double before, double after, double weight) {}
}
