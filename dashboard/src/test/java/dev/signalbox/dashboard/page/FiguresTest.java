package dev.signalbox.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.view.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {

  @ParameterizedTest
  @CsvSource({"0,0%", "1,100%", "0.9763,97.6%", "0.97,97.0%", "0.9999,100.0%"})
  void writesSharesToATenthOfAPercent(double share, String expected) {
    assertThat(Figures.percent(share)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,0%", "0.001,<1%", "0.17,17%", "1,100%"})
  void writesRoughSharesWhole(double share, String expected) {
    assertThat(Figures.roundPercent(share)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.4,0.4 ms",
    "9.96,10 ms",
    "412.3,412 ms",
    "999.6,1.00 s",
    "1240,1.24 s",
    "12400,12.4 s"
  })
  void writesTimesWithTheirUnit(double millis, String expected) {
    assertThat(Figures.milliseconds(millis)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,$0",
    "12.3,$12.30",
    "0.42,$0.42",
    "0.0004234,$0.000423",
    "0.3400,$0.34",
    "1640.559,$1640.56"
  })
  void writesMoneyWithThreeDigitsThatMeanSomething(BigDecimal usd, String expected) {
    assertThat(Figures.dollars(usd)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "18214.7,'18,215'",
    "3100000,3.1 million",
    "2.5e9,2.5 billion",
    "1e15,over a trillion"
  })
  void writesEvidenceInWordsWhenItIsHuge(double evidence, String expected) {
    assertThat(Figures.evidence(evidence)).isEqualTo(expected);
  }

  @Test
  void writesDifferencesWithASign() {
    assertThat(Figures.points(-0.115)).isEqualTo("−11.5 points");
    assertThat(Figures.points(0.02)).isEqualTo("+2.0 points");
  }

  @Test
  void writesIntervalsWithOneUnit() {
    assertThat(Figures.range(new Interval(0.975, 0.966, 0.98))).isEqualTo("96.6–98.0%");
  }

  @Test
  void writesDurationsInTheUnitPeopleWouldUse() {
    assertThat(Figures.duration(Duration.ofSeconds(1))).isEqualTo("1 second");
    assertThat(Figures.duration(Duration.ofMinutes(5))).isEqualTo("5 minutes");
    assertThat(Figures.duration(Duration.ofHours(36))).isEqualTo("36 hours");
    assertThat(Figures.duration(Duration.ofDays(7))).isEqualTo("7 days");
  }
}
