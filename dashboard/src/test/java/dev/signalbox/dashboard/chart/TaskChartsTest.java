package dev.signalbox.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.db.view.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskChartsTest {

  private static TimeChart.Line quality(int hours, int downFrom, int downUntil) {
    TaskCharts charts =
        new TaskCharts(
            SampleRuns.series(
                hours,
                hour ->
                    hour >= downFrom && hour < downUntil
                        ? SampleRuns.missing(hour)
                        : SampleRuns.run(hour, 57)));
    return charts.of(Metric.QUALITY).lines().getFirst();
  }

  @Test
  void showsEveryRunOfADayByItself() {
    TimeChart.Line line = quality(24, 0, 0);

    assertThat(line.stretches())
        .singleElement()
        .satisfies(points -> assertThat(points).hasSize(24));
    Interval of60 = Interval.wilson(57, 60);
    assertThat(line.stretches().getFirst().getFirst())
        .isEqualTo(new TimeChart.Point(SampleRuns.hour(0), of60.share(), of60.low(), of60.high()));
  }

  @Test
  void putsRunsTogetherWhenThereAreManyAndIsSurerOfThem() {
    TimeChart.Line line = quality(24 * 30, 0, 0);
    List<TimeChart.Point> points = line.stretches().getFirst();

    assertThat(points).hasSizeLessThanOrEqualTo(73);
    TimeChart.Point point = points.get(10);
    assertThat(point.value()).isCloseTo(0.95, within(1e-9));
    assertThat(point.high() - point.low())
        .isLessThan(Interval.wilson(57, 60).high() - Interval.wilson(57, 60).low());
  }

  @Test
  void breaksALineWhereAnswersAreMissing() {
    assertThat(quality(48, 10, 16).stretches()).hasSize(2);
    assertThat(quality(48, 10, 16).dots()).hasSize(42);
  }

  @Test
  void joinsRunsThatAreFarApartBySchedule() {
    TaskCharts weekly = new TaskCharts(SampleRuns.series(6, n -> SampleRuns.run(n * 24 * 7, 57)));

    assertThat(weekly.of(Metric.QUALITY).lines().getFirst().stretches()).hasSize(1);
  }

  @Test
  void givesCostsPerThousandCases() {
    TaskCharts charts = new TaskCharts(SampleRuns.series(3, hour -> SampleRuns.run(hour, 60)));

    assertThat(charts.of(Metric.COST).lines().getFirst().stretches().getFirst().getFirst().value())
        .isCloseTo(0.4, within(1e-9));
    assertThat(
            charts.of(Metric.LATENCY).lines().getFirst().stretches().getFirst().getLast().value())
        .isEqualTo(402);
  }

  @Test
  void marksTheStretchWithoutAnswers() {
    TaskCharts charts =
        new TaskCharts(
            SampleRuns.series(
                9, hour -> hour == 4 ? SampleRuns.missing(hour) : SampleRuns.run(hour, 60)));

    assertThat(charts.of(Metric.LATENCY).gaps())
        .containsExactly(
            new TimeChart.Gap(
                SampleRuns.hour(4).minusSeconds(1800), SampleRuns.hour(4).plusSeconds(1800)));
  }
}
