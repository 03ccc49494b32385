package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixtureTest {

  @Test
  void multipliesWhatWasStakedBeforeAndNow() {
    Mixture mixture = new Mixture();

    // Half on each of two components: 3 · .5 + .5 · .5, then 3 · (1.5 + .5) + .5 · (.25 + .5).
    mixture.add(evidence(new double[] {3, .5}, new double[] {.5, .5}));
    assertThat(Math.exp(mixture.log())).isCloseTo(1.75, within(1e-12));

    mixture.add(evidence(new double[] {3, .5}, new double[] {.5, .5}));
    assertThat(Math.exp(mixture.log())).isCloseTo(6.375, within(1e-12));
    assertThat(Math.exp(mixture.log(0, 1))).isCloseTo(6, within(1e-12));
  }

  @Test
  void keepsAComponentThatARunSaysNothingAbout() {
    Mixture mixture = new Mixture();
    mixture.add(evidence(new double[] {3, 4}, new double[] {.5, .5}));

    mixture.add(evidence(new double[] {1, 1}, new double[] {0, 0}));

    assertThat(Math.exp(mixture.log())).isCloseTo(3.5, within(1e-12));
  }

  @Test
  void takesInComponentsThatComeLater() {
    Mixture mixture = new Mixture();
    mixture.add(evidence(new double[] {3}, new double[] {1}));

    mixture.add(evidence(new double[] {1, 2}, new double[] {.5, .5}));

    assertThat(Math.exp(mixture.log())).isCloseTo(4.5, within(1e-12));
  }

  @Test
  void capScalesAllComponentsAlike() {
    Mixture mixture = new Mixture();
    mixture.add(evidence(new double[] {6, 2}, new double[] {.5, .5}));

    mixture.capAt(Math.log(2));

    assertThat(Math.exp(mixture.log())).isCloseTo(2, within(1e-12));
    assertThat(Math.exp(mixture.log(0, 1))).isCloseTo(1.5, within(1e-12));
    mixture.capAt(Math.log(5));
    assertThat(Math.exp(mixture.log())).as("a cap never adds").isCloseTo(2, within(1e-12));
  }

  static RunEvidence evidence(double[] factors, double[] weights) {
    return new RunEvidence(
        Arrays.stream(factors).map(Math::log).toArray(),
        Arrays.stream(weights).map(Math::log).toArray());
  }
}
