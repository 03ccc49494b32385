package dev.signalbox.dashboard.chart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a chart over time shows.
 *
 * @param unit how its values are written
 * @param from left end of the time axis
 * @param to right end, after {@code from}
 * @param level a value that means something by itself
 */
public record TimeChart(
    Unit unit,
    Instant from,
    Instant to,
    List<Line> lines,
    List<Mark> marks,
    List<Gap> gaps,
    Optional<Level> level) {
  public TimeChart {
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    gaps = List.copyOf(gaps);
  }

  /** How values are written, and where their axis starts. */
  public enum Unit {
    /** A share in [0, 1]; its axis ends at 1. */
    SHARE,
    /** Its axis starts at 0. */
    MILLISECONDS,
    /** Its axis starts at 0. */
    DOLLARS,
    /** The decimal logarithm of what its labels say; its axis starts at 0, labelled 1. */
    POWER_OF_TEN
  }

  /**
   * One target's line.
   *
   * @param slot its place in the palette, from 0
   * @param stretches the points between which a line may be drawn; it breaks between stretches
   * @param dots single measurements behind the line
   */
  public record Line(int slot, List<List<Point>> stretches, List<Dot> dots) {
    public Line {
      stretches = stretches.stream().map(List::copyOf).toList();
      dots = List.copyOf(dots);
    }
  }

  /** A value with its confidence interval; without one, {@code low} and {@code high} equal it. */
  public record Point(Instant at, double value, double low, double high) {
    static Point of(Instant at, double value) {
      return new Point(at, value, value, value);
    }
  }

  /** One measurement. */
  public record Dot(Instant at, double value) {}

  /**
   * Something that happened at a moment.
   *
   * @param earliest start of the interval that holds it
   * @param latest its end
   */
  public record Mark(Kind kind, Instant at, Instant earliest, Instant latest, int slot) {
    public enum Kind {
      QUALITY_FELL("quality fell"),
      REVISION_CHANGED("new revision");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      String words() {
        return words;
      }
    }
  }

  /** A value that means something by itself, and what. */
  public record Level(double value, String words) {}

  /** A stretch without enough answers. */
  public record Gap(Instant from, Instant to) {}
}
