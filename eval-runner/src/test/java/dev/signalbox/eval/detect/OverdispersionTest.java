package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverdispersionTest {

  @Test
  void isTheRatioOfObservedToIndependentVariance() {
    // Squares 6 · 4 over 5 degrees of freedom, by an expected variance of 1.
    double[] excess = {2, -2, 2, -2, 2, -2};

    assertThat(Overdispersion.of(excess, constant(6, 1))).isCloseTo(4.8, within(1e-12));
  }

  @Test
  void isOneWithinWhatChanceExplains() {
    // The ratio is 1.2; six independent runs exceed 2.21 one time in twenty.
    double[] excess = {1, -1, 1, -1, 1, -1};

    assertThat(Overdispersion.of(excess, constant(6, 1))).isEqualTo(1);
  }

  @Test
  void isOneWithFewerThanSixBlocks() {
    assertThat(Overdispersion.of(new double[] {9, -9, 9, -9, 0}, constant(5, 1))).isEqualTo(1);
  }

  @Test
  void leavesOutRunsThatSayNothing() {
    double[] excess = {2, -2, 0, 2, -2, 0, 2, -2};
    double[] variance = {1, 1, 0, 1, 1, 0, 1, 1};

    assertThat(Overdispersion.of(excess, variance)).isCloseTo(4.8, within(1e-12));
  }

  @Test
  void seesDriftThatSingleRunsDoNotShow() {
    // Six days, alternately half a fail above and below: 24 · .5 squared, by 24 · 1.
    double[] excess =
        IntStream.range(0, 144).mapToDouble(run -> run / 24 % 2 == 0 ? .5 : -.5).toArray();

    assertThat(Overdispersion.of(excess, constant(144, 1)))
        .isCloseTo(144 * 6 / 5. / 24, within(1e-9));
  }

  @Test
  void isSeldomAboveOneWhenCasesAreIndependent() {
    SplittableRandom random = new SplittableRandom(3);
    int above = 0;
    for (int stream = 0; stream < 400; stream++) {
      double[] fails = new double[336];
      for (int run = 0; run < fails.length; run++) {
        for (int i = 0; i < 20; i++) {
          fails[run] += random.nextDouble() < .1 ? 1 : 0;
        }
      }
      double rate = Arrays.stream(fails).average().orElseThrow() / 20;
      double[] excess = Arrays.stream(fails).map(each -> each - 20 * rate).toArray();
      above += Overdispersion.of(excess, constant(336, 20 * rate * (1 - rate))) > 1 ? 1 : 0;
    }

    assertThat(above).as("of 400, two looks at .05 each").isBetween(20, 60);
  }

  private static double[] constant(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }
}
