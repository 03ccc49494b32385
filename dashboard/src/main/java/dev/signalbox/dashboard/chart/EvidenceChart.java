package dev.signalbox.dashboard.chart;

import dev.signalbox.db.view.AlertSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the chart of a detector's evidence. */
public final class EvidenceChart {
  /** Beyond this nobody is any surer. */
  private static final double MOST_EVIDENCE = 1e12;

  private EvidenceChart() {}

  /** The curve between two calendar times, when it has a point there. */
  public static Optional<TimeChart> of(
      EvidenceCurve curve, AlertSummary alert, Instant from, Instant to) {
    List<TimeChart.Point> points =
        curve.points().stream()
            .filter(point -> !point.run().isBefore(from) && !point.run().isAfter(to))
            .map(point -> TimeChart.Point.of(point.run(), logarithm(point.evidence())))
            .toList();
    if (points.isEmpty()) {
      return Optional.empty();
    }
    TimeChart.Mark change =
        new TimeChart.Mark(
            TimeChart.Mark.Kind.QUALITY_FELL,
            alert.changeAt(),
            alert.changeEarliest(),
            alert.changeLatest(),
            0);
    TimeChart.Level enough =
        new TimeChart.Level(logarithm(curve.threshold()), "enough for an alert");
    return Optional.of(
        new TimeChart(
            TimeChart.Unit.POWER_OF_TEN,
            from,
            to,
            List.of(new TimeChart.Line(0, List.of(points), List.of())),
            List.of(change),
            List.of(),
            Optional.of(enough)));
  }

  /** Under 1 there is no evidence to speak of. */
  private static double logarithm(double evidence) {
    return Math.log10(Math.clamp(evidence, 1, MOST_EVIDENCE));
  }
}
