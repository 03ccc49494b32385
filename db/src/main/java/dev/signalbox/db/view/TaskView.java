package dev.signalbox.db.view;

import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Reads the series of one task: three queries, however many runs. Thread-safe. */
public final class TaskView {
  /** A quarter of hourly runs of one target. */
  private static final int MOST_RUNS = 2_200;

  private static final int MOST_ALERTS = 50;

  private final Snapshot snapshot;

  TaskView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Reads them.
   *
   * @param active gives the order of the route
   * @param range how far back from the newest run, in calendar time
   */
  public TaskSeries read(ActiveTable active, String task, Duration range) {
    return snapshot.read(
        TaskQueries.class,
        queries -> {
          Optional<Instant> newest = queries.newestRun(task);
          Instant since = newest.map(at -> at.minus(range)).orElse(Instant.EPOCH);
          List<RunRow> runs = queries.runs(task, since, MOST_RUNS);
          return new TaskSeries(
              runs.stream().map(RunRow::scheduledFor).min(Instant::compareTo),
              newest,
              targets(active, task, runs).stream()
                  .map(target -> series(task, target, runs))
                  .toList(),
              queries.alertsOf(task, since, MOST_ALERTS));
        });
  }

  /**
   * The series of an alert's own target, from {@code margin} before its change to as much after.
   */
  public TaskSeries around(AlertSummary alert, Duration margin) {
    return snapshot.read(
        TaskQueries.class,
        queries -> {
          Target target = Target.of(alert.provider(), alert.model());
          TaskSeries.TargetSeries series =
              series(
                  alert.task(),
                  target,
                  queries.runsOf(
                      alert.id(),
                      alert.changeAt().minus(margin),
                      alert.changeAt().plus(margin),
                      MOST_RUNS));
          return new TaskSeries(
              series.runs().stream().map(RunPoint::at).min(Instant::compareTo),
              series.runs().stream().map(RunPoint::at).max(Instant::compareTo),
              List.of(series),
              List.of(alert));
        });
  }

  private static SequencedSet<Target> targets(ActiveTable active, String task, List<RunRow> runs) {
    SequencedSet<Target> targets = new LinkedHashSet<>();
    active.table().task(task).map(Task::route).stream()
        .flatMap(List::stream)
        .forEach(target -> targets.add(Target.of(target.provider(), target.model())));
    runs.forEach(run -> targets.add(Target.of(run.provider(), run.model())));
    return targets;
  }

  private static TaskSeries.TargetSeries series(String task, Target target, List<RunRow> rows) {
    List<RunRow> own = rows.stream().filter(row -> row.isOf(task, target)).toList();
    return new TaskSeries.TargetSeries(
        target.provider(),
        target.model(),
        own.stream().anyMatch(RunRow::simulated),
        own.stream().map(RunRow::point).toList());
  }
}
