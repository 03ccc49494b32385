package dev.signalbox.eval.alert;

import dev.signalbox.eval.detect.Detector;
import dev.signalbox.eval.detect.Finding.CaseDrop;
import dev.signalbox.eval.detect.Finding.Regression;
import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.eval.run.RunStore.StoredAnswer;
import dev.signalbox.eval.series.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Inspects a stream after each of its runs and opens an alert when quality fell: one for a change,
 * as a stream has at most one that is unresolved. Thread-safe, as its stores are.
 */
public final class RegressionWatch {
  /** Answers before the change among which the last good one is sought. */
  private static final int LOOK_BACK = 48;

  private final RunStore runs;
  private final AlertStore alerts;
  private final Detector detector;
  private final Supplier<UUID> ids;

  /**
   * @param ids gives each alert its id
   */
  public RegressionWatch(RunStore runs, AlertStore alerts, Detector detector, Supplier<UUID> ids) {
    this.runs = runs;
    this.alerts = alerts;
    this.detector = detector;
    this.ids = ids;
  }

  /**
   * Call it after a run was saved.
   *
   * @param suite the suite that was run
   * @return the alert, when this call opened one
   */
  public Optional<Alert> afterRun(EvalRun run, GoldenSuite suite) {
    if (alerts.unresolved(run.stream()).isPresent()) {
      return Optional.empty();
    }
    Series series = runs.series(run.stream());
    return detector.inspect(series).standing() instanceof Regression regression
        ? Optional.of(alert(series, regression, suite, run.simulated())).filter(alerts::open)
        : Optional.empty();
  }

  private Alert alert(Series series, Regression regression, GoldenSuite suite, boolean simulated) {
    Series.Run raising = series.runs().get(regression.run());
    return new Alert(
        ids.get(),
        series.stream(),
        simulated,
        raising.revision(),
        revisionBefore(series, regression).filter(before -> !before.equals(raising.revision())),
        raising.at(),
        raising.id(),
        series.runs().get(regression.change()).at(),
        series.runs().get(regression.changeEarliest()).at(),
        series.runs().get(regression.changeLatest()).at(),
        regression.runsAfterChange(),
        regression.before(),
        regression.after(),
        regression.evidence(),
        regression.threshold(),
        flippedCases(series, regression, suite),
        Alert.State.OPEN);
  }

  private static Optional<String> revisionBefore(Series series, Regression regression) {
    return regression.change() == 0
        ? Optional.empty()
        : Optional.of(series.runs().get(regression.change() - 1).revision());
  }

  private List<Alert.FlippedCase> flippedCases(
      Series series, Regression regression, GoldenSuite suite) {
    Instant change = series.runs().get(regression.change()).at();
    int enough = series.runs().size() - regression.change() + LOOK_BACK;
    Map<String, String> expected =
        suite.cases().stream()
            .collect(
                Collectors.toMap(
                    GoldenCase::hash, each -> each.expected().toString(), (first, _) -> first));
    return regression.cases().stream()
        .map(drop ->
            flipped(
                drop,
                expected.getOrDefault(drop.key(), "null"),
                runs.answers(series.stream(), drop.key(), enough),
                change))
        .toList();
  }

  /**
   * @param answers newest first
   */
  private static Alert.FlippedCase flipped(
      CaseDrop drop, String expected, List<StoredAnswer> answers, Instant change) {
    Predicate<StoredAnswer> since = answer -> !answer.scheduledFor().isBefore(change);
    Optional<String> lastGood =
        answers.stream()
            .filter(since.negate())
            .filter(StoredAnswer::passed)
            .map(StoredAnswer::text)
            .findFirst();
    Optional<String> firstBad =
        answers.reversed().stream()
            .filter(since)
            .filter(answer -> !answer.passed())
            .map(StoredAnswer::text)
            .findFirst();
    return new Alert.FlippedCase(
        drop.name(), drop.key(), drop.before(), drop.after(), expected, lastGood, firstBad);
  }
}
