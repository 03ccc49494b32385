package dev.signalbox.eval.detect;

import dev.signalbox.eval.detect.CaseBaseline.After;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Cases of about the same pass rate, bet on together against one pooled bound. Where fails stick to
 * their case from run to run, there is one bound after a pass and one after a fail.
 */
final class Stratum {
  /** The relative drops bet on. */
  static final double[] DROPS = {.02, .06, .15};

  private static final double STICKY_DEVIATIONS = 3;
  private static final double STICKY_REPEATS = 2;
  private static final DropBet[] NO_BETS = {};

  private final SortedMap<Integer, CaseBaseline> members;
  private final double alpha;
  private final boolean sticky;
  private final Map<After, DropBet[]> betsOnAll;

  /**
   * @param members by case number
   * @param alpha of the pooled bounds
   */
  Stratum(SortedMap<Integer, CaseBaseline> members, double alpha) {
    this.members = members;
    this.alpha = alpha;
    this.sticky = isSticky();
    this.betsOnAll = bets(_ -> 1);
  }

  /** Whether any bound is high enough to bet against. */
  boolean isUsed() {
    return betsOnAll.values().stream().anyMatch(bets -> bets.length > 0);
  }

  SortedMap<Integer, CaseBaseline> members() {
    return members;
  }

  /**
   * Adds the run's logarithmic factor for each drop to {@code sums}.
   *
   * @param failedLast the cases whose latest result before the run is a fail
   */
  void addLogFactors(double[] sums, ScoredRun run, BitSet failedLast) {
    boolean complete = members.keySet().stream().allMatch(number -> run.results(number) == 1);
    Map<After, DropBet[]> bets = complete ? betsOnAll : bets(run::results);
    for (int number : members.keySet()) {
      DropBet[] against = bets.getOrDefault(condition(failedLast.get(number)), NO_BETS);
      for (int result = 0; result < run.results(number); result++) {
        for (int i = 0; i < against.length; i++) {
          sums[i] += against[i].logFactor(run.score(number, result));
        }
      }
    }
  }

  private After condition(boolean failedLast) {
    if (!sticky) {
      return After.ANYTHING;
    }
    return failedLast ? After.FAIL : After.PASS;
  }

  /** Bounds hold for the average of the cases present, so each counts as often as it is there. */
  private Map<After, DropBet[]> bets(java.util.function.IntUnaryOperator resultsOf) {
    Map<After, DropBet[]> bets = new EnumMap<>(After.class);
    for (After after :
        sticky ? new After[] {After.PASS, After.FAIL} : new After[] {After.ANYTHING}) {
      Tally pooled = Tally.NONE;
      for (Map.Entry<Integer, CaseBaseline> member : members.entrySet()) {
        for (int i = 0; i < resultsOf.applyAsInt(member.getKey()); i++) {
          pooled = pooled.plus(member.getValue().even(after));
        }
      }
      double bound = LowerBound.of(pooled, alpha);
      bets.put(after, bound < DropBet.LOWEST_BOUND ? NO_BETS : DropBet.against(bound, DROPS));
    }
    return bets;
  }

  private boolean isSticky() {
    double excess = 0;
    double variance = 0;
    for (CaseBaseline member : members.values()) {
      excess += member.repeats() - member.expectedRepeats();
      variance += member.repeatVariance();
    }
    return excess >= STICKY_REPEATS && excess > STICKY_DEVIATIONS * StrictMath.sqrt(variance);
  }
}
