package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.chart.Sparkline;
import dev.signalbox.db.view.Overview.Calls;
import dev.signalbox.db.view.Overview.TargetState;
import dev.signalbox.db.view.Overview.TaskState;
import dev.signalbox.db.view.RunPoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One target of a task as the tables show it.
 *
 * @param slot its place in the palette, from 0
 * @param baselineRuns how many runs it needs before its first verdict
 */
public record TargetRow(TargetState state, Sparkline sparkline, int slot, int baselineRuns) {
  /** From this share of failed attempts on, a target is said to be failing. */
  private static final double FAILING = 0.2;

  static List<TargetRow> of(TaskState task, int baselineRuns) {
    List<List<RunPoint>> series = task.targets().stream().map(TargetState::series).toList();
    double lowest = Sparkline.lowest(series);
    return IntStream.range(0, task.targets().size())
        .mapToObj(slot -> {
          TargetState state = task.targets().get(slot);
          return new TargetRow(state, Sparkline.of(state.series(), lowest), slot, baselineRuns);
        })
        .toList();
  }

  /** Whether there are too few runs for any verdict yet. */
  public boolean isLearning() {
    return state.series().size() < baselineRuns;
  }

  /** Whether so many attempts fail that the target is hardly of use. */
  public boolean isFailing() {
    return errorShare() >= FAILING;
  }

  /** How many of its attempts fail, such as {@code 26%}. */
  public String failing() {
    return Figures.roundPercent(errorShare());
  }

  private double errorShare() {
    return state.calls().map(Calls::errorShare).orElse(0.0);
  }

  /** Its place in the route, in words. */
  public String role() {
    return switch (state.position().orElse(0)) {
      case 0 -> "off the route";
      case 1 -> "primary";
      case 2 -> "fallback";
      default -> "fallback " + (state.position().getAsInt() - 1);
    };
  }
}
