package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class IntervalTest {

  @Test
  void agreesWithTheScoreTestItInverts() {
    Interval interval = Interval.wilson(81, 263);

    // At either end the score statistic is exactly the normal's 97.5 % point.
    assertThat(score(81.0 / 263, interval.low(), 263)).isCloseTo(1.959964, within(1e-6));
    assertThat(score(81.0 / 263, interval.high(), 263)).isCloseTo(-1.959964, within(1e-6));
  }

  private static double score(double share, double truth, int of) {
    return (share - truth) / Math.sqrt(truth * (1 - truth) / of);
  }

  @Test
  void staysInsideZeroAndOneWhenAllPassOrNone() {
    assertThat(Interval.wilson(60, 60).high()).isCloseTo(1, within(1e-12)).isLessThanOrEqualTo(1);
    assertThat(Interval.wilson(60, 60).low()).isBetween(0.93, 0.95);
    assertThat(Interval.wilson(0, 60).low()).isCloseTo(0, within(1e-12)).isNotNegative();
  }

  @Test
  void refusesSharesOfNothing() {
    assertThatThrownBy(() -> Interval.wilson(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
