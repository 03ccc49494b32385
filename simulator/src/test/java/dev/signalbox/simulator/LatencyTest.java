package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static final Latency LATENCY =
      new Latency(Duration.ofMillis(400), Duration.ofMillis(1_200));

  @Test
  void hasItsMedianAndItsNinetyFifthPercentile() {
    assertThat(LATENCY.at(0)).isEqualTo(Duration.ofMillis(400));
    assertThat(LATENCY.at(1.6448536).toNanos())
        .isCloseTo(Duration.ofMillis(1_200).toNanos(), Percentage.withPercentage(0.01));
    assertThat(LATENCY.at(-1)).isLessThan(Duration.ofMillis(400)).isPositive();
  }

  @Test
  void neverWaitsLongerThanTenMinutes() {
    assertThat(LATENCY.at(100)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void canBeNone() {
    assertThat(Latency.none().at(3)).isZero();
  }

  @Test
  void refusesAPercentileBelowTheMedian() {
    assertThatThrownBy(() -> new Latency(Duration.ofMillis(2), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 <= median <= p95 <= 10 minutes");
  }
}
