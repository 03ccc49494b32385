package dev.signalbox.dashboard.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/**
 * Draws the dots of a series as one path: strokes of no length with round ends. A shape for each
 * would make the page ten times as large.
 */
final class DotsRenderer extends AbstractXYItemRenderer {
  private static final long serialVersionUID = 1;
  private static final Stroke DOT =
      new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  @Override
  public void drawItem(
      Graphics2D canvas,
      XYItemRendererState state,
      Rectangle2D area,
      @Nullable PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis time,
      ValueAxis values,
      XYDataset data,
      int series,
      int item,
      @Nullable CrosshairState crosshair,
      int pass) {
    if (item > 0) {
      return;
    }
    Path2D dots = new Path2D.Double();
    for (int i = 0; i < data.getItemCount(series); i++) {
      double x = time.valueToJava2D(data.getXValue(series, i), area, plot.getDomainAxisEdge());
      double y = values.valueToJava2D(data.getYValue(series, i), area, plot.getRangeAxisEdge());
      dots.moveTo(x, y);
      dots.lineTo(x, y);
    }
    canvas.setPaint(getItemPaint(series, item));
    canvas.setStroke(DOT);
    canvas.draw(dots);
  }
}
