package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropBetTest {

  @Test
  void multipliesByFactorsThatAPersonCanWorkOut() {
    DropBet bet = new DropBet(.9, .15);

    // (1 − .9 + .15 · .9) / (1 − .9) = .235 / .1
    assertThat(Math.exp(bet.logFactor(0))).isCloseTo(2.35, within(1e-12));
    assertThat(Math.exp(bet.logFactor(1))).isCloseTo(.85, within(1e-12));
    assertThat(Math.exp(bet.logFactor(.5))).isCloseTo(1.6, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({".05, .02", ".5, .06", ".9, .15", ".995, .5", ".999, .95"})
  void isFairAtTheBoundAndLosesAboveIt(double bound, double drop) {
    DropBet bet = new DropBet(bound, drop);

    assertThat(mean(bet, bound)).isCloseTo(1, within(1e-12));
    assertThat(mean(bet, (1 + bound) / 2)).isLessThan(1);
    assertThat(mean(bet, bound / 2)).isGreaterThan(1);
  }

  /** Every pattern of passes and fails of five cases is enumerated with its probability. */
  @ParameterizedTest
  @ValueSource(doubles = {.02, .06, .15})
  void productOverUnequalCasesHasMeanAtMostOneWhenTheirAverageIsAtLeastTheBound(double drop) {
    double[] probabilities = {.55, .99, .8, 1, .91};
    double average = Arrays.stream(probabilities).average().orElseThrow();

    assertThat(meanOfProduct(new DropBet(average, drop), probabilities)).isLessThanOrEqualTo(1);
    assertThat(meanOfProduct(new DropBet(average + .05, drop), probabilities)).isGreaterThan(1);
  }

  private static double mean(DropBet bet, double probability) {
    return probability * Math.exp(bet.logFactor(1))
        + (1 - probability) * Math.exp(bet.logFactor(0));
  }

  private static double meanOfProduct(DropBet bet, double[] probabilities) {
    double mean = 0;
    for (int pattern = 0; pattern < 1 << probabilities.length; pattern++) {
      double chance = 1;
      double logFactor = 0;
      for (int i = 0; i < probabilities.length; i++) {
        boolean passed = (pattern >> i & 1) == 1;
        chance *= passed ? probabilities[i] : 1 - probabilities[i];
        logFactor += bet.logFactor(passed ? 1 : 0);
      }
      mean += chance * Math.exp(logFactor);
    }
    return mean;
  }
}
