package dev.signalbox.dashboard.chart;

import dev.signalbox.db.view.RunPoint;
import dev.signalbox.db.view.TaskSeries;
import dev.signalbox.db.view.TaskSeries.TargetSeries;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Hourly runs of 60 cases. */
final class SampleRuns {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private SampleRuns() {}

  static Instant hour(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  static RunPoint run(int hour, int passed) {
    return run(hour, passed, "r1");
  }

  static RunPoint run(int hour, int passed, String revision) {
    return new RunPoint(
        new UUID(0, hour),
        hour(hour),
        Optional.of(revision),
        60,
        60,
        passed,
        OptionalDouble.of(400 + hour),
        Optional.of(new BigDecimal("0.0004")));
  }

  /** A run whose provider was down. */
  static RunPoint missing(int hour) {
    return new RunPoint(
        new UUID(0, hour),
        hour(hour),
        Optional.empty(),
        60,
        0,
        0,
        OptionalDouble.empty(),
        Optional.empty());
  }

  static TaskSeries series(int hours, IntFunction<RunPoint> runs) {
    List<RunPoint> points = IntStream.range(0, hours).mapToObj(runs).toList();
    return new TaskSeries(
        Optional.of(hour(0)),
        Optional.of(hour(hours - 1)),
        List.of(new TargetSeries("openai", "gpt-4o-mini", true, points)),
        List.of());
  }
}
