package dev.signalbox.eval.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.eval.detect.CaseBaseline.After;
import org.junit.jupiter.api.Test;

class CaseBaselineTest {

  @Test
  void countsOddAndEvenRunsApart() {
    CaseBaseline past = baseline("pfppfp");

    assertThat(past.odd()).isEqualTo(new Tally(2, 3));
    assertThat(past.even(After.ANYTHING)).isEqualTo(new Tally(2, 3));
    assertThat(past.all()).isEqualTo(new Tally(4, 6));
  }

  @Test
  void countsEvenRunsByWhatCameBefore() {
    CaseBaseline past = baseline("pffpffpp");

    assertThat(past.even(After.PASS)).isEqualTo(new Tally(1, 2));
    assertThat(past.even(After.FAIL)).isEqualTo(new Tally(1, 2));
  }

  @Test
  void expectsRepeatsAsIfResultsCameInRandomOrder() {
    CaseBaseline past = baseline("pfffpfpppp");

    assertThat(past.repeats()).isEqualTo(2);
    // 4 fails among 10: 4 · 3 / 10, and 4 · 3 · 6 · 7 / (100 · 9).
    assertThat(past.expectedRepeats()).isCloseTo(1.2, within(1e-12));
    assertThat(past.repeatVariance()).isCloseTo(.56, within(1e-12));
  }

  /** All orders of three fails among seven results are enumerated. */
  @Test
  void meanAndVarianceOfRepeatsAreExact() {
    double sum = 0;
    double squares = 0;
    int orders = 0;
    for (int order = 0; order < 1 << 7; order++) {
      if (Integer.bitCount(order) == 3) {
        int repeats = Integer.bitCount(order & order >> 1);
        sum += repeats;
        squares += repeats * repeats;
        orders++;
      }
    }
    CaseBaseline past = baseline("fffpppp");
    double mean = sum / orders;

    assertThat(past.expectedRepeats()).isCloseTo(mean, within(1e-12));
    assertThat(past.repeatVariance()).isCloseTo(squares / orders - mean * mean, within(1e-12));
  }

  private static CaseBaseline baseline(String results) {
    CaseBaseline past = new CaseBaseline();
    for (int i = 0; i < results.length(); i++) {
      past.add(results.charAt(i) == 'p' ? 1 : 0, i % 2 == 0);
    }
    return past;
  }
}
