package dev.signalbox.eval.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The cases asked since a change, before and after it. */
record Comparison(List<Case> cases) {

  /** A case is named as fallen when so many fails were at most this likely by chance. */
  private static final double LEVEL = .1;

  /** One case; both tallies hold at least one result. */
  record Case(int number, Tally before, Tally after) {

    /** Fisher's probability of so many fails since the change, were there no change. */
    double chance() {
      return ExactTest.fisher(before.fails(), before.trials(), after.fails(), after.trials());
    }

    /**
     * Whether the case fell by more than chance explains; where too little came before for a single
     * fail to tell, whether it failed after it had passed.
     */
    boolean fell() {
      boolean canTell = LEVEL * (before.trials() + 1) >= 1;
      return drop() > 0 && (canTell ? chance() <= LEVEL : after.rate() < .5 && before.rate() >= .5);
    }

    double drop() {
      return before.rate() - after.rate();
    }
  }

  static Comparison of(Past past, List<ScoredRun> since, int caseCount) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < caseCount; i++) {
      int number = i;
      Tally before = past.before(number);
      Tally after = since.stream().map(run -> run.tally(number)).reduce(Tally.NONE, Tally::plus);
      if (before.trials() > 0 && after.trials() > 0) {
        cases.add(new Case(number, before, after));
      }
    }
    return new Comparison(cases);
  }

  /** Mean pass rate before, each case counting once. */
  double before() {
    return cases.stream().mapToDouble(each -> each.before().rate()).average().orElse(0);
  }

  /** Mean pass rate since, each case counting once. */
  double after() {
    return cases.stream().mapToDouble(each -> each.after().rate()).average().orElse(0);
  }

  Difference effect() {
    return Difference.between(
        cases.stream().map(Case::before).reduce(Tally.NONE, Tally::plus),
        cases.stream().map(Case::after).reduce(Tally.NONE, Tally::plus));
  }

  /** Those that fell, the least explicable by chance first. */
  List<Case> fallen() {
    return cases.stream()
        .filter(Case::fell)
        .sorted(
            Comparator.comparingDouble(Case::chance)
                .thenComparing(Comparator.comparingDouble(Case::drop).reversed())
                .thenComparingInt(Case::number))
        .toList();
  }
}
