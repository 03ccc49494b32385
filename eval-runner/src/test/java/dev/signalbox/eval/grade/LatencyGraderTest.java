package dev.signalbox.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.chat.FinishReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatencyGraderTest {
  private final LatencyGrader grader = new LatencyGrader(Duration.ofSeconds(2));

  @ParameterizedTest
  @CsvSource({"0, 1", "2000, 1", "2500, 0.75", "3000, 0.5", "4000, 0", "60000, 0"})
  void fallsFromTheLimitToTwiceTheLimit(long tookMillis, double score) {
    assertThat(score(grader, tookMillis)).isCloseTo(score, within(1e-9));
  }

  @Test
  void namesItsLimitInItsVersion() {
    assertThat(grader.version()).isEqualTo("latency/1(PT2S)");
    assertThat(new LatencyGrader(Duration.ofSeconds(3)).version()).isNotEqualTo(grader.version());
  }

  @Test
  void saysHowLongItTook() {
    assertThat(grader.grade(took(2500)))
        .isEqualTo(new Grade.Scored(0.75, "took 2.50 s, the limit is 2.00 s"));
  }

  @Test
  void refusesALimitOfZero() {
    assertThatThrownBy(() -> new LatencyGrader(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double score(LatencyGrader grader, long tookMillis) {
    return ((Grade.Scored) grader.grade(took(tookMillis))).score();
  }

  private static CaseAnswer took(long millis) {
    CaseAnswer any = Answers.answer("{}", Answers.reply("{}", FinishReason.DONE, Optional.empty()));
    return new CaseAnswer(any.request(), any.expected(), any.reply(), Duration.ofMillis(millis));
  }
}
