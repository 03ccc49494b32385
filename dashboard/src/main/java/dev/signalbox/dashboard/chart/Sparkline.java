package dev.signalbox.dashboard.chart;

import dev.signalbox.db.view.RunPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A pass rate over runs, small enough for a table cell.
 *
 * @param lines SVG {@code points}; there are several where runs without enough answers lie between
 * @param last where the latest verdict lies, for a dot
 * @param runs how many there are room for
 */
public record Sparkline(List<String> lines, List<Dot> last, int runs) {
  public static final int WIDTH = 132;
  public static final int HEIGHT = 26;
  private static final double MARGIN = 3;

  public Sparkline {
    lines = List.copyOf(lines);
    last = List.copyOf(last);
  }

  public record Dot(String x, String y) {}

  /**
   * Draws runs on a scale from {@code lowest} to 1, the same for all targets of a task, so that
   * they can be compared.
   */
  public static Sparkline of(List<RunPoint> series, double lowest) {
    List<String> lines = new ArrayList<>();
    List<Dot> dots = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      RunPoint run = series.get(i);
      if (run.isGap()) {
        close(lines, line);
      } else {
        String x = x(i, series.size());
        String y = y((double) run.passed() / run.scored(), lowest);
        line.append(line.isEmpty() ? "" : " ").append(x).append(',').append(y);
        dots.add(new Dot(x, y));
      }
    }
    close(lines, line);
    return new Sparkline(
        lines, dots.isEmpty() ? List.of() : List.of(dots.getLast()), series.size());
  }

  /** The scale's lower end for targets that are shown together: at most 0.9. */
  public static double lowest(List<List<RunPoint>> together) {
    return together.stream()
        .flatMap(List::stream)
        .filter(run -> !run.isGap())
        .mapToDouble(run -> (double) run.passed() / run.scored())
        .reduce(0.9, Math::min);
  }

  private static void close(List<String> lines, StringBuilder line) {
    if (!line.isEmpty()) {
      lines.add(line.toString());
      line.setLength(0);
    }
  }

  private static String x(int index, int size) {
    double share = size == 1 ? 1 : (double) index / (size - 1);
    return ChartPainter.oneDecimal(MARGIN + share * (WIDTH - 2 * MARGIN));
  }

  private static String y(double rate, double lowest) {
    return ChartPainter.oneDecimal(MARGIN + (1 - rate) / (1 - lowest) * (HEIGHT - 2 * MARGIN));
  }
}
