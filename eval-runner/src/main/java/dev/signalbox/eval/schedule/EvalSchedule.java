package dev.signalbox.eval.schedule;

import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.router.table.Target;
import java.time.Duration;
import java.util.List;

/**
 * A suite that is to be run against each of its targets again and again.
 *
 * @param targets each once
 * @param every above zero, on the calendar clock
 */
public record EvalSchedule(GoldenSuite suite, List<Target> targets, Duration every) {
  public EvalSchedule {
    targets = targets.stream().distinct().toList();
    if (!every.isPositive()) {
      throw new IllegalArgumentException("a schedule repeats after some time, not " + every);
    }
  }
}
