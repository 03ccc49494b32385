package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.chart.ChartFrame;
import dev.signalbox.dashboard.chart.ChartPainter;
import dev.signalbox.dashboard.chart.Metric;
import dev.signalbox.dashboard.chart.SvgChart;
import dev.signalbox.dashboard.chart.TaskCharts;
import dev.signalbox.dashboard.chart.TimeChart;
import java.util.Locale;

/**
 * A chart on a page, drawn for a wide and for a narrow screen.
 *
 * @param id unique on the page
 */
public record ChartBox(String id, Metric metric, SvgChart wide, SvgChart narrow) {

  static ChartBox of(TaskCharts charts, Metric metric) {
    String id = metric.name().toLowerCase(Locale.ROOT);
    TimeChart chart = charts.of(metric);
    return new ChartBox(
        id,
        metric,
        ChartPainter.paint(chart, ChartFrame.wide(metric), id + "-wide"),
        ChartPainter.paint(chart, ChartFrame.narrow(metric), id + "-narrow"));
  }
}
