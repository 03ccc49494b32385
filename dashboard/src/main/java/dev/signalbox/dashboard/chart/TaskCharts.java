package dev.signalbox.dashboard.chart;

import dev.signalbox.db.view.Interval;
import dev.signalbox.db.view.RunPoint;
import dev.signalbox.db.view.TaskSeries;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Makes a task's charts of its series; all of them share one time axis. */
public final class TaskCharts {
  /** More single runs than this hide the line that they stand behind. */
  private static final int MOST_DOTS = 400;

  private final TaskSeries series;
  private final List<History.Event> events;
  private final Instant from;
  private final Instant to;

  /** Charts of a series that has runs. */
  public TaskCharts(TaskSeries series) {
    this.series = series;
    this.events = History.of(series);
    Duration margin = spacing();
    this.from = series.from().orElseThrow().minus(margin.dividedBy(2));
    this.to = series.to().orElseThrow().plus(margin.dividedBy(2));
  }

  /** Left end of the time axis. */
  public Instant from() {
    return from;
  }

  /** Its right end. */
  public Instant to() {
    return to;
  }

  public TimeChart of(Metric metric) {
    List<TimeChart.Line> lines =
        IntStream.range(0, series.targets().size())
            .mapToObj(slot -> line(metric, slot, series.targets().get(slot).runs()))
            .toList();
    return new TimeChart(unit(metric), from, to, lines, marks(), gaps(), Optional.empty());
  }

  private static TimeChart.Unit unit(Metric metric) {
    return switch (metric) {
      case QUALITY -> TimeChart.Unit.SHARE;
      case LATENCY -> TimeChart.Unit.MILLISECONDS;
      case COST -> TimeChart.Unit.DOLLARS;
    };
  }

  private TimeChart.Line line(Metric metric, int slot, List<RunPoint> runs) {
    List<RunPoint> told = runs.stream().filter(run -> !run.isGap()).toList();
    Bins bins = Bins.over(Duration.between(from, to), History.spacing(runs));
    List<TimeChart.Point> points =
        bins.of(told).stream().flatMap(bin -> point(metric, bin).stream()).toList();
    return new TimeChart.Line(
        slot,
        stretches(points, bins.width()),
        metric == Metric.QUALITY && told.size() <= MOST_DOTS ? dots(told) : List.of());
  }

  private static Optional<TimeChart.Point> point(Metric metric, Bins.Bin bin) {
    return switch (metric) {
      case QUALITY -> {
        Interval quality = Interval.wilson(bin.passed(), bin.scored());
        yield Optional.of(
            new TimeChart.Point(bin.at(), quality.share(), quality.low(), quality.high()));
      }
      case LATENCY ->
          median(bin.runs().stream().map(RunPoint::p95LatencyMs).toList())
              .map(value -> TimeChart.Point.of(bin.at(), value));
      case COST ->
          median(bin.runs().stream().map(run -> perThousand(run.costPerCase())).toList())
              .map(value -> TimeChart.Point.of(bin.at(), value));
    };
  }

  private static OptionalDouble perThousand(Optional<BigDecimal> costPerCase) {
    return costPerCase
        .map(cost -> OptionalDouble.of(cost.movePointRight(3).doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<Double> median(List<OptionalDouble> values) {
    double[] known =
        values.stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    return known.length == 0 ? Optional.empty() : Optional.of(known[known.length / 2]);
  }

  /** Splits where a point is so far from the one before that a line would tell of runs not made. */
  private static List<List<TimeChart.Point>> stretches(
      List<TimeChart.Point> points, Duration width) {
    Duration most = width.multipliedBy(5).dividedBy(2);
    List<List<TimeChart.Point>> stretches = new ArrayList<>();
    for (TimeChart.Point point : points) {
      boolean goesOn =
          !stretches.isEmpty()
              && Duration.between(stretches.getLast().getLast().at(), point.at()).compareTo(most)
                  <= 0;
      if (!goesOn) {
        stretches.add(new ArrayList<>());
      }
      stretches.getLast().add(point);
    }
    return stretches;
  }

  private static List<TimeChart.Dot> dots(List<RunPoint> runs) {
    return runs.stream()
        .map(run -> new TimeChart.Dot(run.at(), (double) run.passed() / run.scored()))
        .toList();
  }

  private List<TimeChart.Mark> marks() {
    List<TimeChart.Mark> marks = new ArrayList<>();
    for (History.Event event : events) {
      switch (event) {
        case History.QualityFell(int slot, var alert) ->
            marks.add(
                new TimeChart.Mark(
                    TimeChart.Mark.Kind.QUALITY_FELL,
                    alert.changeAt(),
                    alert.changeEarliest(),
                    alert.changeLatest(),
                    slot));
        case History.RevisionChanged revised ->
            marks.add(
                new TimeChart.Mark(
                    TimeChart.Mark.Kind.REVISION_CHANGED,
                    revised.at(),
                    revised.at(),
                    revised.at(),
                    revised.slot()));
        case History.AnswersMissing _ -> {}
      }
    }
    return marks;
  }

  private List<TimeChart.Gap> gaps() {
    Duration half = spacing().dividedBy(2);
    return events.stream()
        .filter(History.AnswersMissing.class::isInstance)
        .map(History.AnswersMissing.class::cast)
        .map(gap -> new TimeChart.Gap(gap.at().minus(half), gap.last().plus(half)))
        .toList();
  }

  private Duration spacing() {
    return series.targets().stream()
        .map(target -> History.spacing(target.runs()))
        .min(Duration::compareTo)
        .orElse(Duration.ofHours(1));
  }
}
