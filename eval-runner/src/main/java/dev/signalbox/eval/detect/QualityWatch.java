package dev.signalbox.eval.detect;

import dev.signalbox.eval.detect.Evidence.Judged;
import dev.signalbox.eval.detect.Finding.CaseDrop;
import dev.signalbox.eval.detect.Finding.Insufficient;
import dev.signalbox.eval.detect.Finding.Regression;
import dev.signalbox.eval.detect.Finding.RevisionChange;
import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of {@link StratifiedEDetector} on its way through the runs of one stream: a function of
 * the runs taken and nothing else. Not thread-safe.
 */
final class QualityWatch {
  private final double threshold;
  private final int baselineRuns;
  private final CaseNumbers numbers = new CaseNumbers();
  private final Past past;
  private final List<RevisionChange> revisionChanges = new ArrayList<>();
  private final List<Double> curve = new ArrayList<>();
  private Evidence evidence;
  private Optional<Regression> alarm = Optional.empty();
  private Optional<Insufficient> unjudged = Optional.of(new Insufficient("There is no run.", 0, 1));

  QualityWatch(double threshold, int baselineRuns) {
    this.threshold = threshold;
    this.baselineRuns = baselineRuns;
    past = new Past(baselineRuns, numbers);
    evidence = new Evidence(threshold);
  }

  /** Forgets the evidence, and the alarm it raised; the past stays. */
  void restart() {
    evidence = new Evidence(threshold);
    alarm = Optional.empty();
  }

  void take(Series.Run run) {
    unjudged = tooFewScored(run);
    if (unjudged.isEmpty()) {
      judge(ScoredRun.of(curve.size(), run, numbers));
    }
    curve.add(evidence.value());
  }

  /** A run with under nine tenths of its cases scored gives neither verdict nor evidence. */
  private static Optional<Insufficient> tooFewScored(Series.Run run) {
    int asked = run.cases().size();
    int needed = Math.max(1, Math.ceilDiv(9 * asked, 10));
    int scored = (int) run.cases().stream().filter(each -> each.score().isPresent()).count();
    return scored >= needed
        ? Optional.empty()
        : Optional.of(
            new Insufficient(
                "The latest run scored " + scored + " of its " + asked + " cases.",
                scored,
                needed));
  }

  private void judge(ScoredRun run) {
    if (evidence.isCalm()) {
      past.growBaselines();
    }
    past.judge(run).ifPresent(said -> evidence.add(new Judged(run, said)));
    if (alarm.isEmpty() && evidence.isAlarming()) {
      alarm = Optional.of(sinceChangePoint(run));
    }
    past.latest().ifPresent(before -> compareRevisions(before, run));
    past.add(run);
    unjudged = tooShortABaseline(run);
  }

  private Optional<Insufficient> tooShortABaseline(ScoredRun run) {
    int have = past.longestHistory(run);
    return have >= baselineRuns
        ? Optional.empty()
        : Optional.of(
            new Insufficient("The baseline needs " + baselineRuns + " runs.", have, baselineRuns));
  }

  /**
   * A new revision is tested at once and by itself, outside the blip cap: a hiccup does not change
   * a revision's name.
   */
  private void compareRevisions(ScoredRun before, ScoredRun run) {
    if (before.revision().equals(run.revision())) {
      return;
    }
    double probability = RevisionTest.probability(before, run);
    revisionChanges.add(
        new RevisionChange(run.index(), before.revision(), run.revision(), probability));
    if (alarm.isEmpty() && probability <= 1 / threshold) {
      int index = run.index();
      double strength = Math.min(1 / probability, threshold * threshold);
      alarm = Optional.of(regression(index, index, index, List.of(run), strength));
    }
  }

  private Regression sinceChangePoint(ScoredRun run) {
    List<Judged> recent = evidence.recent();
    ChangePoint change = ChangePoint.in(recent.stream().map(Judged::evidence).toList());
    return regression(
        run.index(),
        recent.get(change.earliest()).run().index(),
        recent.get(change.latest()).run().index(),
        recent.subList(change.best(), recent.size()).stream().map(Judged::run).toList(),
        evidence.value());
  }

  /**
   * @param since the judged runs from the change on
   */
  private Regression regression(
      int run, int earliest, int latest, List<ScoredRun> since, double strength) {
    Comparison comparison = Comparison.of(past, since, numbers.count());
    Difference effect = comparison.effect();
    return new Regression(
        run,
        since.getFirst().index(),
        earliest,
        latest,
        since.size(),
        comparison.before(),
        comparison.after(),
        effect.low(),
        effect.high(),
        strength,
        threshold,
        comparison.fallen().stream().map(this::drop).toList());
  }

  private CaseDrop drop(Comparison.Case fallen) {
    return new CaseDrop(
        numbers.key(fallen.number()),
        numbers.name(fallen.number()),
        fallen.before().rate(),
        fallen.after().rate(),
        evidence.shareOf(fallen.number()));
  }

  Inspection inspection() {
    return new Inspection(standing(), revisionChanges, curve, threshold);
  }

  private Finding standing() {
    return alarm.<Finding>map(raised -> raised).or(() -> unjudged).orElseGet(Finding.Steady::new);
  }
}
