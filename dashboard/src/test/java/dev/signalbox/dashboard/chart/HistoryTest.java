package dev.signalbox.dashboard.chart;

import static dev.signalbox.dashboard.chart.SampleRuns.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.view.TaskSeries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryTest {

  @Test
  void tellsARunOfMissingAnswersAsOneEvent() {
    TaskSeries series =
        SampleRuns.series(
            10,
            hour -> hour >= 3 && hour < 6 ? SampleRuns.missing(hour) : SampleRuns.run(hour, 58));

    assertThat(History.of(series))
        .containsExactly(
            new History.AnswersMissing(
                hour(3), hour(5), Optional.of(hour(6)), "openai/gpt-4o-mini", 0, 3));
  }

  @Test
  void saysThatMissingAnswersGoOn() {
    TaskSeries series =
        SampleRuns.series(
            5, hour -> hour < 3 ? SampleRuns.run(hour, 58) : SampleRuns.missing(hour));

    assertThat(History.of(series))
        .singleElement()
        .isInstanceOfSatisfying(
            History.AnswersMissing.class, gap -> assertThat(gap.over()).isEmpty());
  }

  @Test
  void tellsANewRevisionOnceAndNotAfterAnOutage() {
    TaskSeries series =
        SampleRuns.series(
            8,
            hour ->
                hour == 2
                    ? SampleRuns.missing(hour)
                    : SampleRuns.run(hour, 58, hour < 5 ? "a" : "b"));

    assertThat(History.of(series))
        .filteredOn(History.RevisionChanged.class::isInstance)
        .containsExactly(new History.RevisionChanged(hour(5), "openai/gpt-4o-mini", 0, "a", "b"));
  }

  @Test
  void takesTheMedianStepAsTheSpacingOfRuns() {
    assertThat(History.spacing(List.of())).isEqualTo(Duration.ofHours(1));
    assertThat(
            History.spacing(
                List.of(
                    SampleRuns.run(0, 60),
                    SampleRuns.run(2, 60),
                    SampleRuns.run(4, 60),
                    SampleRuns.run(40, 60))))
        .isEqualTo(Duration.ofHours(2));
  }
}
