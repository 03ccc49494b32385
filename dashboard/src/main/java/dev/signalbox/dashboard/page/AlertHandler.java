package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.chart.EvidenceChart;
import dev.signalbox.dashboard.chart.Metric;
import dev.signalbox.dashboard.chart.TaskCharts;
import dev.signalbox.db.view.AlertDetail;
import dev.signalbox.db.view.AlertSummary;
import dev.signalbox.db.view.TaskSeries;
import dev.signalbox.eval.alert.Alert;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /alerts}, {@code /alerts/{id}}, what can be done there, and the same under /api. */
final class AlertHandler {
  private static final int REFRESH_SECONDS = 3;
  private static final int LONGEST_REASON = 500;

  /** Without sign-in there is no name to put on record. */
  private static final String WHO = "local";

  private final Sources sources;
  private final Renderer renderer;

  AlertHandler(Sources sources, Renderer renderer) {
    this.sources = sources;
    this.renderer = renderer;
  }

  void listHtml(Context ctx) {
    Frame frame = sources.frame("Alerts", Frame.Section.ALERTS, REFRESH_SECONDS);
    renderer.html(ctx, new AlertsPage(frame, sources.views().alerts().list()));
  }

  void listJson(Context ctx) {
    renderer.json(ctx, sources.views().alerts().list());
  }

  void html(Context ctx) {
    AlertDetail alert = find(ctx);
    String title = alert.summary().task() + " at " + alert.summary().target();
    renderer.html(
        ctx,
        new AlertPage(
            sources.frame(title, Frame.Section.ALERTS, 0), alert, charts(alert.summary())));
  }

  void json(Context ctx) {
    renderer.json(ctx, find(ctx));
  }

  /** Acknowledges or resolves, and shows the alert again. */
  void change(Context ctx) {
    AlertSummary alert = find(ctx).summary();
    Alert.State wanted =
        switch (ctx.pathParam("action")) {
          case "acknowledge" -> Alert.State.ACKNOWLEDGED;
          case "resolve" -> Alert.State.RESOLVED;
          default -> throw new NotFoundResponse("An alert can be acknowledged or resolved.");
        };
    String why = Optional.ofNullable(ctx.formParam("why")).orElse("").strip();
    if (why.length() > LONGEST_REASON) {
      throw new BadRequestResponse(
          "The reason may have at most " + LONGEST_REASON + " characters.");
    }
    if (alert.isResolved()) {
      throw new ConflictResponse("The alert is resolved already, which is final.");
    }
    sources.alerts().change(alert.id(), wanted, WHO, why);
    ctx.redirect("/alerts/" + alert.id(), HttpStatus.SEE_OTHER);
  }

  private AlertDetail find(Context ctx) {
    UUID id = Ids.of(ctx.pathParam("id"));
    return sources
        .views()
        .alerts()
        .find(id)
        .orElseThrow(() -> new NotFoundResponse("There is no alert " + id + "."));
  }

  private List<ChartBox> charts(AlertSummary alert) {
    TaskSeries series = sources.views().tasks().around(alert, Span.WEEK.length());
    if (series.from().isEmpty()) {
      return List.of();
    }
    TaskCharts charts = new TaskCharts(series);
    List<ChartBox> boxes = new ArrayList<>();
    boxes.add(ChartBox.of(charts, Metric.QUALITY));
    sources
        .evidence()
        .apply(alert.stream())
        .flatMap(curve -> EvidenceChart.of(curve, alert, charts.from(), charts.to()))
        .map(chart ->
            ChartBox.of(
                "evidence",
                "Evidence",
                "that quality fell, after each run, on a logarithmic scale",
                chart,
                false))
        .ifPresent(boxes::add);
    return boxes;
  }
}
