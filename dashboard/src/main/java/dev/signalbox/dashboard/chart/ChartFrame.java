package dev.signalbox.dashboard.chart;

/**
 * Room for a chart, in CSS pixels.
 *
 * @param timeTicks how many labels its time axis has room for
 * @param marksLabelled whether there is room to name marks and gaps
 */
public record ChartFrame(int width, int height, int timeTicks, boolean marksLabelled) {

  public static ChartFrame wide(Metric metric) {
    return new ChartFrame(1120, metric == Metric.QUALITY ? 260 : 170, 11, metric == Metric.QUALITY);
  }

  public static ChartFrame narrow(Metric metric) {
    return new ChartFrame(360, metric == Metric.QUALITY ? 230 : 160, 4, false);
  }
}
