package dev.signalbox.eval.detect;

import dev.signalbox.eval.detect.Stratum.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
  private final List<Member> members;
  private final List<Stratum> strata;
  private final List<CaseBet> caseBets;

  /**
   * The bets on one case.
   *
   * @param bets one a drop of {@link #CASE_DROPS}
   */
  record CaseBet(int number, List<DropBet> bets) {}

  /**
   * @param numbers of the cases
   */
  Baseline(List<ScoredRun> runs, List<Integer> numbers) {
    this.runs = List.copyOf(runs);
    this.members = numbers.stream().map(number -> new Member(number, count(runs, number))).toList();
    boolean isLong = runs.size() >= LONG;
    this.strata = stratify(members, isLong ? .25 : .1);
    this.caseBets =
        members.stream().flatMap(member -> betOn(member, isLong ? .05 : .02).stream()).toList();
  }

  private static CaseBaseline count(List<ScoredRun> runs, int number) {
    CaseBaseline past = new CaseBaseline();
    for (int i = 0; i < runs.size(); i++) {
      for (int result = 0; result < runs.get(i).results(number); result++) {
        past.add(runs.get(i).score(number, result), i % 2 == 0);
      }
    }
    return past;
  }

  private static List<Stratum> stratify(List<Member> members, double alpha) {
    Map<Integer, List<Member>> sorted =
        members.stream()
            .filter(member -> member.past().odd().trials() > 0)
            .collect(
                Collectors.groupingBy(
                    member -> stratumOf(member.past().odd().rate()),
                    TreeMap::new,
                    Collectors.toList()));
    return sorted.values().stream()
        .map(alike -> new Stratum(alike, alpha))
        .filter(Stratum::isUsed)
        .toList();
  }

  private static int stratumOf(double rate) {
    int stratum = 0;
    while (stratum < STRATA.length && rate >= STRATA[stratum]) {
      stratum++;
    }
    return stratum;
  }

  private static Optional<CaseBet> betOn(Member member, double alpha) {
    double bound = LowerBound.of(member.past().all(), alpha);
    return bound < DropBet.LOWEST_BOUND
        ? Optional.empty()
        : Optional.of(new CaseBet(member.number(), DropBet.against(bound, CASE_DROPS)));
  }

  int length() {
    return runs.size();
  }

  /** All baseline results of a case; none for a case that is not of this baseline. */
  Tally of(int number) {
    return members.stream()
        .filter(member -> member.number() == number)
        .map(member -> member.past().all())
        .findFirst()
        .orElse(Tally.NONE);
  }

  /** Those that can be bet on. */
  List<Stratum> strata() {
    return strata;
  }

  /** The bets on those cases that can be bet on alone. */
  List<CaseBet> caseBets() {
    return caseBets;
  }

  /**
   * Adds, for each baseline run, the fails beyond expectation of the cases bet on together, and the
   * variance of their number if they were independent.
   *
   * @param first where the arrays hold this baseline's first run
   */
  void addNoise(double[] excess, double[] variance, int first) {
    for (Stratum stratum : strata) {
      for (Member member : stratum.members()) {
        double rate = member.past().all().rate();
        for (int i = 0; i < runs.size(); i++) {
          Tally results = runs.get(i).tally(member.number());
          excess[first + i] += results.trials() * rate - results.passes();
          variance[first + i] += results.trials() * rate * (1 - rate);
        }
      }
    }
  }
}
