package dev.signalbox.eval.detect;

import java.util.BitSet;

/**
 * Whether a new revision is worse, told by its first run alone: exact and one-sided, on pairs with
 * the run before, or on the totals when the two runs did not ask the same cases.
 */
final class RevisionTest {
  /** The share of cases in common from which two runs are compared case by case. */
  private static final double SAME_CASES = .9;

  private RevisionTest() {}

  /** The probability that an equally good revision would have done so badly, in [0, 1]. */
  static double probability(ScoredRun before, ScoredRun after) {
    BitSet both = before.scored();
    both.and(after.scored());
    int most = Math.max(before.scored().cardinality(), after.scored().cardinality());
    return both.cardinality() >= SAME_CASES * most
        ? onPairs(before, after, both)
        : onTotals(before.total(), after.total());
  }

  private static double onPairs(ScoredRun before, ScoredRun after, BitSet both) {
    int worse = 0;
    int better = 0;
    for (int number : both.stream().toArray()) {
      boolean failedBefore = before.failed(number);
      boolean failedAfter = after.failed(number);
      worse += failedAfter && !failedBefore ? 1 : 0;
      better += failedBefore && !failedAfter ? 1 : 0;
    }
    return ExactTest.mcNemar(worse, better);
  }

  private static double onTotals(Tally before, Tally after) {
    return ExactTest.fisher(before.fails(), before.trials(), after.fails(), after.trials());
  }
}
