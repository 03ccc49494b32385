package dev.signalbox.eval.grade;

import java.time.Duration;
import java.util.Locale;

/**
 * 1 within the limit, falling evenly to 0 at twice the limit. It judges the time alone, also of an
 * answer that is no good; a suite normally gives it the weight 0, since a busy minute is not a
 * worse model.
 */
public record LatencyGrader(Duration limit) implements Grader {
  public static final String NAME = "latency";

  public LatencyGrader {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("a latency limit is above zero, not " + limit);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return NAME + "/1(" + limit + ")";
  }

  @Override
  public Grade grade(CaseAnswer answer) {
    double share = seconds(answer.latency()) / seconds(limit);
    return new Grade.Scored(
        Math.clamp(2 - share, 0, 1),
        String.format(
            Locale.ROOT,
            "took %.2f s, the limit is %.2f s",
            seconds(answer.latency()),
            seconds(limit)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
