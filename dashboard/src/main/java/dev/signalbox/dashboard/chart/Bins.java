package dev.signalbox.dashboard.chart;

import dev.signalbox.db.view.RunPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts runs together so that a line has few enough points to be read.
 *
 * @param width of a bin in calendar time; never narrower than the runs are apart
 */
record Bins(Duration width) {
  private static final int MOST_POINTS = 72;
  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7));

  /** Bins for a stretch of time in which runs come {@code spacing} apart. */
  static Bins over(Duration span, Duration spacing) {
    Duration needed = span.dividedBy(MOST_POINTS);
    Duration least = needed.compareTo(spacing) > 0 ? needed : spacing;
    return new Bins(
        WIDTHS.stream().filter(width -> width.compareTo(least) >= 0).findFirst().orElse(least));
  }

  /** The runs of each bin that has some, by time; every list has at least one. */
  List<Bin> of(List<RunPoint> runs) {
    TreeMap<Long, List<RunPoint>> byBin = new TreeMap<>();
    for (RunPoint run : runs) {
      long bin = Math.floorDiv(run.at().toEpochMilli(), width.toMillis());
      byBin.computeIfAbsent(bin, _ -> new ArrayList<>()).add(run);
    }
    return byBin.values().stream().map(Bin::of).toList();
  }

  /**
   * Runs that share a point.
   *
   * @param at the middle of their times
   */
  record Bin(Instant at, List<RunPoint> runs) {
    static Bin of(List<RunPoint> runs) {
      long middle = (runs.getFirst().at().toEpochMilli() + runs.getLast().at().toEpochMilli()) / 2;
      return new Bin(Instant.ofEpochMilli(middle), List.copyOf(runs));
    }

    long scored() {
      return runs.stream().mapToLong(RunPoint::scored).sum();
    }

    long passed() {
      return runs.stream().mapToLong(RunPoint::passed).sum();
    }
  }
}
