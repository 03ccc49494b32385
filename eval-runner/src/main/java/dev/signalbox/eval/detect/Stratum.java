package dev.signalbox.eval.detect;

import dev.signalbox.eval.detect.CaseBaseline.After;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Cases of about the same pass rate, bet on together against one pooled bound. Where fails stick to
 * their case from run to run, there is one bound after a pass and one after a fail.
 */
final class Stratum {
  /** The relative drops bet on. */
  static final double[] DROPS = {.02, .06, .15};

  private static final double STICKY_DEVIATIONS = 3;
  private static final double STICKY_REPEATS = 2;

  /** A case by number, with its baseline results. */
  record Member(int number, CaseBaseline past) {}

  private final List<Member> members;
  private final double alpha;
  private final boolean sticky;
  private final Map<After, List<DropBet>> betsOnAll;

  /**
   * @param alpha of the pooled bounds
   */
  Stratum(List<Member> members, double alpha) {
    this.members = List.copyOf(members);
    this.alpha = alpha;
    this.sticky = isSticky();
    this.betsOnAll = bets(_ -> 1);
  }

  /** Whether any bound is high enough to bet against. */
  boolean isUsed() {
    return !betsOnAll.isEmpty();
  }

  List<Member> members() {
    return members;
  }

  /**
   * Adds the run's logarithmic factor for each drop to {@code sums}.
   *
   * @param failedLast the cases whose latest result before the run is a fail
   */
  void addLogFactors(double[] sums, ScoredRun run, BitSet failedLast) {
    Map<After, List<DropBet>> bets = isComplete(run) ? betsOnAll : bets(run::results);
    for (Member member : members) {
      int number = member.number();
      List<DropBet> against = bets.getOrDefault(condition(failedLast.get(number)), List.of());
      for (int result = 0; result < run.results(number); result++) {
        for (int i = 0; i < against.size(); i++) {
          sums[i] += against.get(i).logFactor(run.score(number, result));
        }
      }
    }
  }

  private boolean isComplete(ScoredRun run) {
    for (Member member : members) {
      if (run.results(member.number()) != 1) {
        return false;
      }
    }
    return true;
  }

  private After condition(boolean failedLast) {
    if (!sticky) {
      return After.ANYTHING;
    }
    return failedLast ? After.FAIL : After.PASS;
  }

  /** Bounds hold for the average of the cases present, so each counts as often as it is there. */
  private Map<After, List<DropBet>> bets(IntUnaryOperator resultsOf) {
    Map<After, List<DropBet>> bets = new EnumMap<>(After.class);
    for (After after :
        sticky ? new After[] {After.PASS, After.FAIL} : new After[] {After.ANYTHING}) {
      Tally pooled = Tally.NONE;
      for (Member member : members) {
        for (int i = 0; i < resultsOf.applyAsInt(member.number()); i++) {
          pooled = pooled.plus(member.past().even(after));
        }
      }
      double bound = LowerBound.of(pooled, alpha);
      if (bound >= DropBet.LOWEST_BOUND) {
        bets.put(after, DropBet.against(bound, DROPS));
      }
    }
    return bets;
  }

  private boolean isSticky() {
    double excess = 0;
    double variance = 0;
    for (Member member : members) {
      excess += member.past().repeats() - member.past().expectedRepeats();
      variance += member.past().repeatVariance();
    }
    return excess >= STICKY_REPEATS && excess > STICKY_DEVIATIONS * StrictMath.sqrt(variance);
  }
}
