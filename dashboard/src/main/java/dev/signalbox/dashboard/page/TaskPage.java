package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.chart.History;
import dev.signalbox.db.view.Overview.TaskState;
import dev.signalbox.db.view.RunPoint;
import dev.signalbox.db.view.TaskSeries;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code /tasks/{task}}: how one task did over time.
 *
 * @param baselineRuns how many runs a stream needs before its first verdict
 * @param recent how far back the figures about calls reach
 * @param charts empty before the first run
 * @param events what happened in the span, newest first
 */
public record TaskPage(
    Frame frame,
    TaskState task,
    int baselineRuns,
    Duration recent,
    Span span,
    TaskSeries series,
    List<ChartBox> charts,
    List<History.Event> events)
    implements Page {
  private static final int LATEST_RUNS = 12;

  public TaskPage {
    charts = List.copyOf(charts);
    events = List.copyOf(events);
  }

  @Override
  public String template() {
    return "task.jte";
  }

  public List<TargetRow> rows() {
    return TargetRow.of(task, baselineRuns);
  }

  /** The latest runs of all targets, newest first, for those who cannot see the charts. */
  public List<RunRow> latestRuns() {
    return IntStream.range(0, series.targets().size())
        .boxed()
        .flatMap(slot ->
            series.targets().get(slot).runs().reversed().stream()
                .limit(LATEST_RUNS)
                .map(run -> new RunRow(series.targets().get(slot).name(), slot, run)))
        .sorted(Comparator.comparing((RunRow row) -> row.run().at()).reversed())
        .toList();
  }

  /** One run in the table below the charts. */
  public record RunRow(String target, int slot, RunPoint run) {}

  public List<Span> spans() {
    return List.of(Span.values());
  }
}
