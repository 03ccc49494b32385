package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.chart.History;
import dev.signalbox.dashboard.chart.Metric;
import dev.signalbox.dashboard.chart.TaskCharts;
import dev.signalbox.db.view.Overview;
import dev.signalbox.db.view.Overview.TaskState;
import dev.signalbox.db.view.TaskSeries;
import dev.signalbox.router.table.ActiveTable;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.List;

/** {@code /tasks/{task}} and {@code /api/tasks/{task}}. */
final class TaskHandler {
  private static final int REFRESH_SECONDS = 3;

  private final Sources sources;
  private final Renderer renderer;

  TaskHandler(Sources sources, Renderer renderer) {
    this.sources = sources;
    this.renderer = renderer;
  }

  void html(Context ctx) {
    ActiveTable table = sources.table().get();
    Span span = span(ctx);
    Overview overview = OverviewHandler.read(sources, table);
    TaskState task = task(overview, ctx.pathParam("task"));
    TaskSeries series = sources.views().tasks().read(table, task.name(), span.length());
    renderer.html(
        ctx,
        new TaskPage(
            sources.frame(task.name(), Frame.Section.OVERVIEW, REFRESH_SECONDS),
            task,
            sources.baselineRuns(),
            overview.recent(),
            span,
            series,
            charts(series),
            History.of(series).reversed()));
  }

  void json(Context ctx) {
    ActiveTable table = sources.table().get();
    String task = ctx.pathParam("task");
    if (table.table().task(task).isEmpty()) {
      throw unknown(task);
    }
    renderer.json(ctx, sources.views().tasks().read(table, task, span(ctx).length()));
  }

  private static List<ChartBox> charts(TaskSeries series) {
    if (series.from().isEmpty()) {
      return List.of();
    }
    TaskCharts charts = new TaskCharts(series);
    return Arrays.stream(Metric.values()).map(metric -> ChartBox.of(charts, metric)).toList();
  }

  private static TaskState task(Overview overview, String name) {
    return overview.tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static NotFoundResponse unknown(String task) {
    return new NotFoundResponse("The routing table in force has no task named “" + task + "”.");
  }

  private static Span span(Context ctx) {
    String key = ctx.queryParam("span");
    if (key == null) {
      return Span.WEEK;
    }
    return Span.of(key)
        .orElseThrow(() -> new BadRequestResponse("The span is one of 24h, 7d, 30d and 90d."));
  }
}
