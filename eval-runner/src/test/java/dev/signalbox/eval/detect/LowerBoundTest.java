package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerBoundTest {

  @Test
  void ofPassesAloneIsARootOfAlpha() {
    // With no fail the bound solves pⁿ = α; .1 to the power of 1/24 is .9085.
    assertThat(LowerBound.of(new Tally(24, 24), .1)).isCloseTo(.9085, within(5e-5));
  }

  @Test
  void solvesTheBinomialTail() {
    double bound = LowerBound.of(new Tally(8, 10), .05);

    assertThat(BinomialDistribution.of(10, bound).survivalProbability(7))
        .isCloseTo(.05, within(1e-6));
  }

  @Test
  void isZeroWhenNothingPassed() {
    assertThat(LowerBound.of(new Tally(0, 24), .1)).isZero();
    assertThat(LowerBound.of(Tally.NONE, .1)).isZero();
  }

  /** Every outcome of {@code trials} is enumerated with its probability. */
  @ParameterizedTest
  @CsvSource({"24, .995, .1", "24, .5, .1", "10, .97, .25", "40, .8, .25", "48, .9, .02"})
  void exceedsTheTruthAtMostAsOftenAsAllowed(int trials, double truth, double alpha) {
    BinomialDistribution passes = BinomialDistribution.of(trials, truth);
    double exceeds = 0;
    for (int pass = 0; pass <= trials; pass++) {
      if (LowerBound.of(new Tally(pass, trials), alpha) > truth) {
        exceeds += passes.probability(pass);
      }
    }

    assertThat(exceeds).isLessThanOrEqualTo(alpha);
  }
}
