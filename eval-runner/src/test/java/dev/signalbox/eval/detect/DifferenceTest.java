package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DifferenceTest {

  /** Newcombe 1998, table II, contrast (a), method 10. */
  @Test
  void agreesWithThePublishedExample() {
    Difference difference = Difference.between(new Tally(48, 80), new Tally(56, 70));

    assertThat(difference.low()).isCloseTo(.0524, within(5e-5));
    assertThat(difference.high()).isCloseTo(.3339, within(5e-5));
  }

  @Test
  void staysWithinWhatADifferenceCanBe() {
    Difference difference = Difference.between(new Tally(72, 72), new Tally(0, 2));

    assertThat(difference.low()).isGreaterThanOrEqualTo(-1);
    assertThat(difference.high()).isBetween(-1., 0.);
  }
}
