package dev.signalbox.db.view;

import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the {@link Overview}: four queries, however many tasks and targets. Thread-safe. */
public final class OverviewView {
  /** How many of the latest runs make up the quality of a target. */
  public static final int QUALITY_RUNS = 24;

  private static final int MOST_ALERTS = 100;

  private final Snapshot snapshot;

  OverviewView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Reads it.
   *
   * @param active gives the tasks and the order of their routes
   * @param recent how far back calls count, from the beginning of that hour
   * @param runs how many of its latest runs make the series of a target
   */
  public Overview read(ActiveTable active, Instant now, Duration recent, int runs) {
    Instant since = now.minus(recent).truncatedTo(ChronoUnit.HOURS);
    return snapshot.read(
        OverviewQueries.class,
        queries -> {
          Readings readings =
              new Readings(
                  queries.runs(Math.max(runs, QUALITY_RUNS)),
                  queries.attempts(since),
                  queries.traffic(since),
                  queries.unresolvedAlerts(MOST_ALERTS));
          return new Overview(
              now,
              Duration.between(since, now),
              active.version(),
              readings.alerts(),
              active.table().tasks().values().stream().map(readings::task).toList());
        });
  }

  /** Everything that was read, to be picked apart by task and target. */
  private record Readings(
      List<RunRow> runs,
      List<OverviewQueries.AttemptsRow> attempts,
      List<OverviewQueries.TrafficRow> traffic,
      List<AlertSummary> alerts) {

    Overview.TaskState task(Task task) {
      return new Overview.TaskState(
          task.name(),
          task.description(),
          task.latency().deadline(),
          task.suite(),
          trafficOf(task),
          targetsOf(task));
    }

    private Overview.Traffic trafficOf(Task task) {
      long byPrimary =
          attemptsAt(task.name(), task.primary()).map(row -> row.trafficAnswers()).orElse(0L);
      return traffic.stream()
          .filter(row -> row.task().equals(task.name()))
          .findFirst()
          .map(row ->
              new Overview.Traffic(
                  row.calls(), row.answered(), row.failed(), row.answered() - byPrimary))
          .orElse(Overview.Traffic.NONE);
    }

    private List<Overview.TargetState> targetsOf(Task task) {
      Map<String, Overview.TargetState> states = new LinkedHashMap<>();
      for (int i = 0; i < task.route().size(); i++) {
        Target target = task.route().get(i);
        states.put(target.name(), target(task.name(), target, OptionalInt.of(i + 1)));
      }
      runs.stream()
          .filter(row -> row.task().equals(task.name()))
          .map(row -> Target.of(row.provider(), row.model()))
          .forEach(target ->
              states.computeIfAbsent(
                  target.name(), _ -> target(task.name(), target, OptionalInt.empty())));
      return List.copyOf(states.values());
    }

    private Overview.TargetState target(String task, Target target, OptionalInt position) {
      List<RunRow> rows = runs.stream().filter(row -> row.isOf(task, target)).toList();
      List<RunPoint> series = rows.stream().map(RunRow::point).toList();
      Optional<OverviewQueries.AttemptsRow> asked = attemptsAt(task, target);
      return new Overview.TargetState(
          target.provider(),
          target.model(),
          position,
          isSimulated(target.provider()),
          series.reversed().stream().flatMap(run -> run.revision().stream()).findFirst(),
          series,
          quality(series),
          asked.map(row -> row.calls(trafficShare(row))),
          alerts.stream()
              .filter(alert -> alert.task().equals(task) && alert.target().equals(target.name()))
              .findFirst());
    }

    /** What a provider is shows in anything it was asked, for whichever task. */
    private boolean isSimulated(String provider) {
      return runs.stream().anyMatch(row -> row.simulated() && row.provider().equals(provider))
          || attempts.stream().anyMatch(row -> row.simulated() && row.provider().equals(provider));
    }

    private Optional<OverviewQueries.AttemptsRow> attemptsAt(String task, Target target) {
      return attempts.stream().filter(row -> row.isOf(task, target)).findFirst();
    }

    private OptionalDouble trafficShare(OverviewQueries.AttemptsRow row) {
      return traffic.stream()
          .filter(of -> of.task().equals(row.task()) && of.answered() > 0)
          .mapToDouble(of -> (double) row.trafficAnswers() / of.answered())
          .findFirst();
    }
  }

  private static Optional<Interval> quality(List<RunPoint> series) {
    List<RunPoint> latest =
        series.subList(Math.max(0, series.size() - QUALITY_RUNS), series.size());
    long scored = latest.stream().mapToLong(RunPoint::scored).sum();
    long passed = latest.stream().mapToLong(RunPoint::passed).sum();
    return scored == 0 ? Optional.empty() : Optional.of(Interval.wilson(passed, scored));
  }
}
