package dev.signalbox.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SparklineTest {

  @Test
  void breaksWhereAnswersAreMissingAndEndsInADot() {
    Sparkline line =
        Sparkline.of(
            List.of(
                SampleRuns.run(0, 60),
                SampleRuns.run(1, 54),
                SampleRuns.missing(2),
                SampleRuns.run(3, 60)),
            0.9);

    assertThat(line.lines()).containsExactly("3,3 45,23", "129,3");
    assertThat(line.last()).containsExactly(new Sparkline.Dot("129", "3"));
  }

  @Test
  void isEmptyWithoutRuns() {
    assertThat(Sparkline.of(List.of(), 0.9).lines()).isEmpty();
  }

  @Test
  void sharesAScaleThatReachesTheLowestOfAllTargets() {
    assertThat(Sparkline.lowest(List.of(List.of(SampleRuns.run(0, 60))))).isEqualTo(0.9);
    assertThat(Sparkline.lowest(List.of(List.of(SampleRuns.run(0, 30)), List.of()))).isEqualTo(0.5);
  }
}
