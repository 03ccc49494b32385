package dev.signalbox.eval.detect;

import static dev.signalbox.eval.detect.SimulatedStream.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.eval.detect.Stratum.Member;
import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StratumTest {
  private static final double ALPHA = .1;
  private final CaseNumbers numbers = new CaseNumbers();

  @Test
  void boundsAllItsCasesByTheirPooledEvenRuns() {
    // 2 · 12 even results, all passed: the bound is the 24th root of .1, .90852.
    Stratum stratum = stratum("p".repeat(24), "p".repeat(24));

    // One pass and one fail at a drop of 2%: .98 · (1 − .90852 + .02 · .90852) / (1 − .90852).
    assertThat(factor(stratum, new BitSet(), 1, 0)).isCloseTo(1.17465, within(1e-4));
  }

  @Test
  void boundsTheCasesThatArePresentWhenSomeAreMissing() {
    Stratum stratum = stratum("p".repeat(24), "pf".repeat(12));

    // The first case alone: 12 even results, all passed, so the 12th root of .1, .82540.
    assertThat(factor(stratum, new BitSet(), 0)).isCloseTo(1.09454, within(1e-4));
  }

  @Test
  void isNotUsedWhereThereIsNoRoomToFall() {
    assertThat(stratum("f".repeat(48)).isUsed()).isFalse();
    assertThat(stratum("p".repeat(48)).isUsed()).isTrue();
  }

  @Test
  void failAfterAFailSaysLittleWhereFailsStick() {
    Stratum sticky = stratum(("p".repeat(18) + "f".repeat(6)).repeat(4));
    BitSet failed = new BitSet();
    failed.set(0);

    assertThat(factor(sticky, new BitSet(), 0)).isGreaterThan(1.1);
    assertThat(factor(sticky, failed, 0)).isEqualTo(1);
  }

  @Test
  void failAfterAFailIsLikeAnyOtherWhereFailsDoNotStick() {
    Stratum plain = stratum("pppf".repeat(24));
    BitSet failed = new BitSet();
    failed.set(0);

    assertThat(factor(plain, failed, 0)).isEqualTo(factor(plain, new BitSet(), 0)).isGreaterThan(1);
  }

  /** What a run multiplies the stake on the smallest drop by. */
  private double factor(Stratum stratum, BitSet failedLast, double... scores) {
    List<Series.Case> cases = new ArrayList<>();
    for (int number = 0; number < scores.length; number++) {
      cases.add(scored(number, scores[number]));
    }
    Series.Run run = new SimulatedStream(1).add(cases).series().runs().getFirst();
    double[] sums = new double[Stratum.DROPS.length];
    stratum.addLogFactors(sums, ScoredRun.of(0, run, numbers), failedLast);
    return Math.exp(sums[0]);
  }

  /** A case for each text of {@code p} and {@code f}, its baseline results. */
  private static Stratum stratum(String... baselines) {
    List<Member> members = new ArrayList<>();
    for (String results : baselines) {
      CaseBaseline past = new CaseBaseline();
      for (int i = 0; i < results.length(); i++) {
        past.add(results.charAt(i) == 'p' ? 1 : 0, i % 2 == 0);
      }
      members.add(new Member(members.size(), past));
    }
    return new Stratum(members, ALPHA);
  }
}
