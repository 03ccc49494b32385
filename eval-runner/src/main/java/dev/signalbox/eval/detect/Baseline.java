package dev.signalbox.eval.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What cases that joined a suite together did in their baseline runs, and the bets that follow. Odd
 * runs sort the cases into strata and even runs bound the strata, so that the sorting does not bias
 * the bounds.
 */
final class Baseline {
  /** The relative drops bet on for each case alone. */
  static final double[] CASE_DROPS = {.5, .95};

  private static final double[] STRATA = {.2, .8, .97};

  /** Below this many runs the bounds must be more careful to keep the promise. */
  private static final int LONG = 168;

  private final List<ScoredRun> runs;
  private final SortedMap<Integer, CaseBaseline> cases;
  private final List<Stratum> strata;
  private final SortedMap<Integer, DropBet[]> caseBets = new TreeMap<>();

  Baseline(List<ScoredRun> runs, List<Integer> numbers) {
    this.runs = List.copyOf(runs);
    this.cases = count(runs, numbers);
    boolean isLong = runs.size() >= LONG;
    this.strata = stratify(cases, isLong ? .25 : .1);
    cases.forEach((number, past) -> betOn(number, past, isLong ? .05 : .02));
  }

  private static SortedMap<Integer, CaseBaseline> count(
      List<ScoredRun> runs, List<Integer> numbers) {
    SortedMap<Integer, CaseBaseline> cases = new TreeMap<>();
    for (int number : numbers) {
      CaseBaseline past = new CaseBaseline();
      for (int i = 0; i < runs.size(); i++) {
        for (int result = 0; result < runs.get(i).results(number); result++) {
          past.add(runs.get(i).score(number, result), i % 2 == 0);
        }
      }
      cases.put(number, past);
    }
    return cases;
  }

  private static List<Stratum> stratify(SortedMap<Integer, CaseBaseline> cases, double alpha) {
    List<SortedMap<Integer, CaseBaseline>> sorted = new ArrayList<>();
    for (int i = 0; i <= STRATA.length; i++) {
      sorted.add(new TreeMap<>());
    }
    cases.forEach((number, past) -> {
      if (past.odd().trials() > 0) {
        sorted.get(stratumOf(past.odd().rate())).put(number, past);
      }
    });
    return sorted.stream().map(members -> new Stratum(members, alpha)).toList();
  }

  private static int stratumOf(double rate) {
    int stratum = 0;
    while (stratum < STRATA.length && rate >= STRATA[stratum]) {
      stratum++;
    }
    return stratum;
  }

  private void betOn(int number, CaseBaseline past, double alpha) {
    double bound = LowerBound.of(past.all(), alpha);
    if (bound >= DropBet.LOWEST_BOUND) {
      caseBets.put(number, DropBet.against(bound, CASE_DROPS));
    }
  }

  int length() {
    return runs.size();
  }

  /** All baseline results of a case; none for a case that is not of this baseline. */
  Tally of(int number) {
    CaseBaseline past = cases.get(number);
    return past == null ? Tally.NONE : past.all();
  }

  List<Stratum> strata() {
    return strata;
  }

  /** The bets on single cases, by case number. */
  SortedMap<Integer, DropBet[]> caseBets() {
    return Collections.unmodifiableSortedMap(caseBets);
  }

  /**
   * Adds, for each baseline run, the fails beyond expectation of the cases bet on and their
   * variance if the cases were independent.
   *
   * @param first where the arrays hold this baseline's first run
   */
  void addNoise(double[] excess, double[] variance, int first) {
    for (Stratum stratum : strata) {
      if (stratum.isUsed()) {
        stratum
            .members()
            .forEach((number, past) -> {
              double rate = past.all().rate();
              for (int i = 0; i < runs.size(); i++) {
                Tally results = runs.get(i).tally(number);
                excess[first + i] += results.trials() * rate - results.passes();
                variance[first + i] += results.trials() * rate * (1 - rate);
              }
            });
      }
    }
  }
}
