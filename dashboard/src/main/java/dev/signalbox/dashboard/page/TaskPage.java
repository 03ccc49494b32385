package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.chart.History;
import dev.signalbox.db.view.Overview.TaskState;
import dev.signalbox.db.view.TaskSeries;
import java.time.Duration;
import java.util.List;

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

  public List<Span> spans() {
    return List.of(Span.values());
  }
}
