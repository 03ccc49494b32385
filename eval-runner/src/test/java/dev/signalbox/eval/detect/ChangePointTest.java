package dev.signalbox.eval.detect;

import static dev.signalbox.eval.detect.MixtureTest.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ChangePointTest {

  @Test
  void isWhereTheEvidenceSinceIsGreatest() {
    // Products from each run on: 2.5, 5, 10, 20, 20, 4. Their sum is 61.5, nine tenths of it 55.35,
    // and the largest four hold 55.
    List<RunEvidence> runs = single(.5, .5, .5, 1, 5, 4);

    assertThat(ChangePoint.in(runs)).isEqualTo(new ChangePoint(4, 1, 5));
  }

  @Test
  void isOneRunWhenTheEvidenceIsSharp() {
    assertThat(ChangePoint.in(single(.01, .01, 100, 100))).isEqualTo(new ChangePoint(2, 2, 2));
  }

  @Test
  void followsTheComponentThatSpeaksLoudest() {
    List<RunEvidence> runs =
        List.of(
            evidence(new double[] {.9, .1}, new double[] {.5, .5}),
            evidence(new double[] {.9, 50}, new double[] {.5, .5}));

    assertThat(ChangePoint.in(runs).best()).isEqualTo(1);
  }

  @Test
  void countsAComponentFromTheRunItCameIn() {
    List<RunEvidence> runs =
        List.of(
            evidence(new double[] {1}, new double[] {1}),
            evidence(new double[] {1, 100}, new double[] {.5, .5}));

    assertThat(ChangePoint.in(runs)).isEqualTo(new ChangePoint(1, 1, 1));
  }

  private static List<RunEvidence> single(double... factors) {
    return DoubleStream.of(factors)
        .mapToObj(factor -> evidence(new double[] {factor}, new double[] {1}))
        .toList();
  }
}
