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
 * @param meaning what one point stands for
 */
public record ChartBox(String id, String title, String meaning, SvgChart wide, SvgChart narrow) {

  static ChartBox of(TaskCharts charts, Metric metric) {
    return of(
        metric.name().toLowerCase(Locale.ROOT),
        metric.title(),
        metric.meaning(),
        charts.of(metric),
        metric == Metric.QUALITY);
  }

  static ChartBox of(String id, String title, String meaning, TimeChart chart, boolean tall) {
    return new ChartBox(
        id,
        title,
        meaning,
        ChartPainter.paint(chart, ChartFrame.wide(tall), id + "-wide"),
        ChartPainter.paint(chart, ChartFrame.narrow(tall), id + "-narrow"));
  }
}
