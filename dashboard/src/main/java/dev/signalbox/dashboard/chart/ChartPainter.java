package dev.signalbox.dashboard.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.time.Instant;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Draws a {@link TimeChart} with JFreeChart. */
public final class ChartPainter {
  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  /** All charts of a page leave the same room at the left, so that their time axes align. */
  private static final double AXIS_ROOM = 54;

  private static final Stroke HAIRLINE = new BasicStroke(1);

  /** By slot, so that lines differ in more than colour. */
  private static final List<Stroke> LINES =
      List.of(new BasicStroke(2), dashed(2, 7, 3), dashed(2, 2, 3), dashed(2, 9, 3, 2, 3));

  private ChartPainter() {}

  /**
   * Draws a chart.
   *
   * @param id unique on the page
   */
  public static SvgChart paint(TimeChart chart, ChartFrame frame, String id) {
    SVGGraphics2D canvas = new SVGGraphics2D(frame.width(), frame.height());
    canvas.setDefsKeyPrefix(id + "-");
    canvas.setGeomDoubleConverter(ChartPainter::oneDecimal);
    JFreeChart drawing = new JFreeChart(null, FONT, plot(chart, frame), false);
    drawing.setBackgroundPaint(null);
    drawing.setPadding(new RectangleInsets(6, 0, 0, 6));
    drawing.draw(canvas, new Rectangle2D.Double(0, 0, frame.width(), frame.height()));
    return new SvgChart(frame.width(), frame.height(), SvgMarkup.of(canvas));
  }

  /** A tenth of a pixel is finer than anyone sees. */
  static String oneDecimal(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }

  private static XYPlot plot(TimeChart chart, ChartFrame frame) {
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(Axes.time(chart, frame));
    plot.setRangeAxis(Axes.values(chart));
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Ink.GRID.standIn());
    plot.setRangeGridlineStroke(HAIRLINE);
    AxisSpace room = new AxisSpace();
    room.setLeft(AXIS_ROOM);
    plot.setFixedRangeAxisSpace(room);
    addLines(plot, chart.lines());
    addDots(plot, chart.lines());
    new Markers(plot, chart, frame).add();
    return plot;
  }

  /** Later lines first, so that the primary's lies on top. */
  private static void addLines(XYPlot plot, List<TimeChart.Line> lines) {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setAlpha(0.13f);
    for (TimeChart.Line line : lines.reversed()) {
      for (List<TimeChart.Point> stretch : line.stretches()) {
        int series = data.getSeriesCount();
        data.addSeries(intervals(series, stretch));
        renderer.setSeriesPaint(series, Ink.ofSlot(line.slot()).standIn());
        renderer.setSeriesFillPaint(series, Ink.ofSlot(line.slot()).standIn());
        renderer.setSeriesStroke(series, LINES.get(line.slot() % LINES.size()));
        // A line needs two points; a lone one is shown as a dot.
        renderer.setSeriesShapesVisible(series, stretch.size() == 1);
        renderer.setSeriesShape(series, circle(3));
      }
    }
    plot.setDataset(0, data);
    plot.setRenderer(0, renderer);
  }

  private static YIntervalSeries intervals(int key, List<TimeChart.Point> points) {
    YIntervalSeries series = new YIntervalSeries(key);
    for (TimeChart.Point point : points) {
      series.add(millis(point.at()), point.value(), point.low(), point.high());
    }
    return series;
  }

  private static void addDots(XYPlot plot, List<TimeChart.Line> lines) {
    XYSeriesCollection data = new XYSeriesCollection();
    DotsRenderer renderer = new DotsRenderer();
    for (TimeChart.Line line : lines) {
      int series = data.getSeriesCount();
      XYSeries dots = new XYSeries(series);
      line.dots().forEach(dot -> dots.add(millis(dot.at()), dot.value()));
      data.addSeries(dots);
      renderer.setSeriesPaint(series, Ink.ofSlot(line.slot()).standIn());
    }
    plot.setDataset(1, data);
    plot.setRenderer(1, renderer);
  }

  private static Ellipse2D circle(double radius) {
    return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
  }

  static Stroke dashed(float width, float... pattern) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
  }

  static double millis(Instant at) {
    return (double) at.toEpochMilli();
  }
}
