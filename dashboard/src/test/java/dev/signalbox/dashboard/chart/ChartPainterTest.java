package dev.signalbox.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChartPainterTest {

  private static TimeChart chart(Metric metric) {
    return new TaskCharts(
            SampleRuns.series(
                96,
                hour ->
                    hour > 40 && hour < 47
                        ? SampleRuns.missing(hour)
                        : SampleRuns.run(hour, 57, hour < 60 ? "a" : "b")))
        .of(metric);
  }

  @ParameterizedTest
  @EnumSource
  void drawsInInksThatTheStylesheetKnowsAndNeverInStyles(Metric metric) {
    SvgChart drawn = ChartPainter.paint(chart(metric), ChartFrame.wide(true), "test");

    assertThat(drawn.markup())
        .contains("class=\"stroke-series-1\"", "class=\"fill-text\"", "stroke-grid")
        .doesNotContain("style=", "rgb(", "font-family", "<?xml");
  }

  @Test
  void namesMarksAndGapsWhereThereIsRoom() {
    assertThat(ChartPainter.paint(chart(Metric.QUALITY), ChartFrame.wide(true), "w").markup())
        .contains(">no answers<", ">new revision<");
    assertThat(ChartPainter.paint(chart(Metric.QUALITY), ChartFrame.narrow(true), "n").markup())
        .doesNotContain(">no answers<");
  }

  @Test
  void keepsIdsApartSoThatChartsShareAPage() {
    assertThat(ChartPainter.paint(chart(Metric.COST), ChartFrame.wide(false), "cost-wide").markup())
        .contains("id=\"cost-wide-clip-0\"")
        .doesNotContain("id=\"clip");
  }

  @Test
  void staysSmallWithAQuarterOfHourlyRuns() {
    TimeChart quarter =
        new TaskCharts(SampleRuns.series(2_160, hour -> SampleRuns.run(hour, 57)))
            .of(Metric.QUALITY);

    assertThat(ChartPainter.paint(quarter, ChartFrame.wide(true), "q").markup().length())
        .isLessThan(20_000);
  }

  @Test
  void drawsAChartOfOneRun() {
    TimeChart one =
        new TaskCharts(SampleRuns.series(1, hour -> SampleRuns.run(hour, 60))).of(Metric.QUALITY);

    assertThat(ChartPainter.paint(one, ChartFrame.wide(true), "one").markup())
        .contains("fill-series-1");
  }

  @Test
  void drawsAChartOfNothingButMissingAnswers() {
    TimeChart none = new TaskCharts(SampleRuns.series(3, SampleRuns::missing)).of(Metric.LATENCY);

    assertThat(ChartPainter.paint(none, ChartFrame.wide(false), "none").markup())
        .contains("fill-gap");
  }

  @Test
  void labelsEvidenceByPowersOfTen() {
    TimeChart evidence =
        new TimeChart(
            TimeChart.Unit.POWER_OF_TEN,
            SampleRuns.hour(0),
            SampleRuns.hour(10),
            List.of(
                new TimeChart.Line(
                    0,
                    List.of(
                        List.of(
                            TimeChart.Point.of(SampleRuns.hour(1), 0),
                            TimeChart.Point.of(SampleRuns.hour(9), 8))),
                    List.of())),
            List.of(),
            List.of(),
            Optional.of(new TimeChart.Level(3.7, "enough")));

    assertThat(ChartPainter.paint(evidence, ChartFrame.wide(false), "e").markup())
        .contains(">1<", ">100<", ">10⁶<", ">enough<");
  }
}
