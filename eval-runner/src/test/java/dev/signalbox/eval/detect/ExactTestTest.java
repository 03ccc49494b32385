package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactTestTest {

  @Test
  void mcNemarCountsTheWaysTheChangedCasesCouldHaveGone() {
    // Of the 64 ways of six changes, 1 + 6 have at least five for the worse.
    assertThat(ExactTest.mcNemar(5, 1)).isCloseTo(7 / 64., within(1e-12));
    assertThat(ExactTest.mcNemar(0, 3)).isEqualTo(1);
  }

  @Test
  void fisherCountsTheWaysTheFailsCouldHaveFallen() {
    // Two fails among 74 results, both on the last two: 1 of 74 · 73 / 2 ways.
    assertThat(ExactTest.fisher(0, 72, 2, 2)).isCloseTo(1 / 2701., within(1e-12));
    assertThat(ExactTest.fisher(3, 72, 0, 2)).isEqualTo(1);
  }
}
