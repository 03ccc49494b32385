package dev.signalbox.dashboard.chart;

import java.awt.BasicStroke;
import java.awt.Stroke;
import java.time.Duration;
import java.time.Instant;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** Puts what happened, what is missing and what a value means onto a plot. */
record Markers(XYPlot plot, TimeChart chart, ChartFrame frame) {
  private static final Stroke MARK = new BasicStroke(1.5f);
  private static final Stroke DOTTED = ChartPainter.dashed(1, 1, 3);
  private static final Stroke DASHED = ChartPainter.dashed(1, 5, 3);

  void add() {
    chart.gaps().forEach(this::addGap);
    chart.marks().forEach(this::addMark);
    chart.level().ifPresent(this::addLevel);
  }

  private void addGap(TimeChart.Gap gap) {
    Marker strip = strip(gap.from(), gap.to(), Ink.GAP);
    labelAtFoot(strip, "no answers", Ink.TEXT, gap.from());
    plot.addDomainMarker(strip, Layer.BACKGROUND);
  }

  private void addMark(TimeChart.Mark mark) {
    switch (mark.kind()) {
      case QUALITY_FELL -> {
        plot.addDomainMarker(
            strip(mark.earliest(), mark.latest(), Ink.CHANGE_STRIP), Layer.BACKGROUND);
        addLine(mark, Ink.CHANGE, MARK);
      }
      case REVISION_CHANGED -> addLine(mark, Ink.ofSlot(mark.slot()), DOTTED);
    }
  }

  private void addLine(TimeChart.Mark mark, Ink ink, Stroke stroke) {
    Marker line = new ValueMarker(ChartPainter.millis(mark.at()), ink.standIn(), stroke);
    line.setAlpha(1);
    labelAtFoot(line, mark.kind().words(), ink, mark.at());
    plot.addDomainMarker(line, Layer.FOREGROUND);
  }

  private void addLevel(TimeChart.Level level) {
    Marker line = new ValueMarker(level.value(), Ink.CHANGE.standIn(), DASHED);
    line.setAlpha(1);
    label(line, level.words(), Ink.CHANGE, RectangleAnchor.TOP_LEFT, TextAnchor.BOTTOM_LEFT);
    plot.addRangeMarker(line, Layer.FOREGROUND);
  }

  private static Marker strip(Instant from, Instant to, Ink ink) {
    Marker strip = new IntervalMarker(ChartPainter.millis(from), ChartPainter.millis(to));
    strip.setPaint(ink.standIn());
    strip.setOutlinePaint(null);
    strip.setAlpha(1);
    return strip;
  }

  /** To the left, where the chart has not been crowded by what came of it, if there is room. */
  private void labelAtFoot(Marker marker, String words, Ink ink, Instant at) {
    if (frame.marksLabelled()) {
      boolean room = Duration.between(chart.from(), at).multipliedBy(10).compareTo(length()) > 0;
      label(
          marker,
          words,
          ink,
          room ? RectangleAnchor.BOTTOM_LEFT : RectangleAnchor.BOTTOM_RIGHT,
          room ? TextAnchor.BOTTOM_RIGHT : TextAnchor.BOTTOM_LEFT);
    }
  }

  private Duration length() {
    return Duration.between(chart.from(), chart.to());
  }

  private static void label(
      Marker marker, String words, Ink ink, RectangleAnchor anchor, TextAnchor textAnchor) {
    marker.setLabel(words);
    marker.setLabelFont(ChartPainter.FONT);
    marker.setLabelPaint(ink.standIn());
    marker.setLabelBackgroundColor(Ink.SHEET.standIn());
    marker.setLabelAnchor(anchor);
    marker.setLabelTextAnchor(textAnchor);
    marker.setLabelOffset(new RectangleInsets(3, 5, 3, 5));
  }
}
