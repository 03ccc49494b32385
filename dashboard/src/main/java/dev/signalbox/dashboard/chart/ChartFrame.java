package dev.signalbox.dashboard.chart;

/**
 * Room for a chart, in CSS pixels.
 *
 * @param timeTicks how many labels its time axis has room for
 * @param marksLabelled whether there is room to name marks and gaps
 */
public record ChartFrame(int width, int height, int timeTicks, boolean marksLabelled) {

  /** For a desk's screen. */
  public static ChartFrame wide(boolean tall) {
    return new ChartFrame(1120, tall ? 260 : 170, 11, tall);
  }

  /** For a telephone's. */
  public static ChartFrame narrow(boolean tall) {
    return new ChartFrame(360, tall ? 230 : 160, 4, false);
  }
}
