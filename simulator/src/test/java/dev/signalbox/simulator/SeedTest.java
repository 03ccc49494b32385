package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SeedTest {
  private static final int DRAWS = 20_000;
  private static final Seed SEED = new Seed(42);

  @Test
  void drawsTheSameForTheSamePartsAndAnotherForAnother() {
    assertThat(SEED.of("a").of(1).share()).isEqualTo(new Seed(42).of("a").of(1).share());
    assertThat(SEED.of("a").share()).isNotEqualTo(SEED.of("b").share());
    assertThat(SEED.of("a").of("b").share()).isNotEqualTo(SEED.of("b").of("a").share());
    assertThat(SEED.of("a").share()).isNotEqualTo(new Seed(43).of("a").share());
  }

  @Test
  void sharesAreUniform() {
    int[] tenths = new int[10];
    IntStream.range(0, DRAWS).forEach(i -> tenths[SEED.of("prompt " + i).below(10)]++);

    for (int count : tenths) {
      assertThat(count).isBetween(1_800, 2_200);
    }
  }

  @Test
  void normalsHaveMeanZeroAndDeviationOne() {
    double[] draws = IntStream.range(0, DRAWS).mapToDouble(i -> SEED.of(i).normal()).toArray();
    double mean = IntStream.range(0, DRAWS).mapToDouble(i -> draws[i]).average().orElseThrow();
    double square =
        IntStream.range(0, DRAWS).mapToDouble(i -> draws[i] * draws[i]).average().orElseThrow();

    assertThat(mean).isCloseTo(0, Offset.offset(0.03));
    assertThat(square).isCloseTo(1, Offset.offset(0.05));
  }
}
