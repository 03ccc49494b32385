package dev.signalbox.eval.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The judged runs of a stream, and the baselines drawn from them. Not thread-safe. */
final class Past {
  private final int shortestBaseline;
  private final CaseNumbers numbers;
  private final List<ScoredRun> runs = new ArrayList<>();
  private final List<Cohort> cohorts = new ArrayList<>();
  private final BitSet known = new BitSet();
  private final BitSet failedLast = new BitSet();
  private double overdispersion = 1;

  /**
   * @param shortestBaseline runs before a case is judged
   */
  Past(int shortestBaseline, CaseNumbers numbers) {
    this.shortestBaseline = shortestBaseline;
    this.numbers = numbers;
  }

  Optional<ScoredRun> latest() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  /** How many runs the case of {@code run} that was asked longest has been asked in. */
  int longestHistory(ScoredRun run) {
    return cohorts.stream()
        .filter(cohort -> cohort.isIn(run))
        .mapToInt(cohort -> runs.size() - cohort.first())
        .max()
        .orElse(0);
  }

  /** Lets the baselines take in what they may. */
  void growBaselines() {
    boolean grown = false;
    for (Cohort cohort : cohorts) {
      grown |= cohort.grow(runs, shortestBaseline);
    }
    if (grown) {
      overdispersion = estimateOverdispersion();
    }
  }

  private double estimateOverdispersion() {
    double[] excess = new double[runs.size()];
    double[] variance = new double[runs.size()];
    for (Cohort cohort : cohorts) {
      cohort.baseline().ifPresent(each -> each.addNoise(excess, variance, cohort.first()));
    }
    return Overdispersion.of(excess, variance);
  }

  /** What a new run says against this past; empty while no case has a baseline. */
  Optional<RunEvidence> judge(ScoredRun run) {
    List<Baseline> baselines =
        cohorts.stream().flatMap(cohort -> cohort.baseline().stream()).toList();
    return baselines.isEmpty()
        ? Optional.empty()
        : Optional.of(RunEvidence.of(run, baselines, failedLast, overdispersion, numbers.count()));
  }

  /** The results that a case is compared with: its baseline, or all there is until it has one. */
  Tally before(int number) {
    Tally baseline =
        cohorts.stream()
            .flatMap(cohort -> cohort.baseline().stream())
            .map(each -> each.of(number))
            .reduce(Tally.NONE, Tally::plus);
    return baseline.trials() > 0
        ? baseline
        : runs.stream().map(run -> run.tally(number)).reduce(Tally.NONE, Tally::plus);
  }

  void add(ScoredRun run) {
    BitSet joining = (BitSet) run.listed().clone();
    joining.andNot(known);
    if (!joining.isEmpty()) {
      cohorts.add(new Cohort(runs.size(), joining.stream().boxed().toList()));
      known.or(joining);
    }
    run.scored().stream().forEach(number -> failedLast.set(number, run.failed(number)));
    runs.add(run);
  }
}
