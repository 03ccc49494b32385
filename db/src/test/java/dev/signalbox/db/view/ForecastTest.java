package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Forecasts of fixed series, against figures worked out by hand. */
final class ForecastTest {
  /** 5 days and three quarters of November are left. */
  private static final Instant MORNING_OF_25TH = Instant.parse("2026-11-25T06:00:00Z");

  private static final BigDecimal SPENT = new BigDecimal("100");

  @Test
  void saysNothingFromFewerThanThreeWholeDays() {
    assertThat(Forecast.ofMonth(SPENT, days(1, 1), MORNING_OF_25TH))
        .isEqualTo(new Forecast.TooFewDays(2, 3));
    assertThat(Forecast.ofMonth(SPENT, days(), MORNING_OF_25TH))
        .isEqualTo(new Forecast.TooFewDays(0, 3));
  }

  @Test
  void daysThatAreAllTheSameLeaveNoDoubt() {
    Forecast.Expected forecast = expected(days(4, 4, 4));

    assertThat(forecast.usd()).isEqualByComparingTo("123");
    assertThat(forecast.lowUsd()).isEqualByComparingTo("123");
    assertThat(forecast.highUsd()).isEqualByComparingTo("123");
    assertThat(forecast.wholeDays()).isEqualTo(3);
    assertThat(forecast.byWeekday()).isFalse();
  }

  /** Mean 4, s = 1, two degrees of freedom: 2.920 · √(5.75 + 5.75²/3). */
  @Test
  void daysThatVaryMakeItWider() {
    Forecast.Expected forecast = expected(days(3, 4, 5));

    assertThat(forecast.usd()).isEqualByComparingTo("123");
    assertThat(forecast.lowUsd().doubleValue()).isCloseTo(123 - 11.9580, within(0.001));
    assertThat(forecast.highUsd().doubleValue()).isCloseTo(123 + 11.9580, within(0.001));
  }

  @Test
  void looksAtTheLastSevenDaysUntilThereAreFourWeeks() {
    double[] days = new double[27];
    days[19] = 1000;
    IntStream.range(20, 27).forEach(i -> days[i] = 2);

    Forecast.Expected forecast = expected(days(days));

    assertThat(forecast.usd()).isEqualByComparingTo("111.5");
    assertThat(forecast.wholeDays()).isEqualTo(7);
  }

  /** Left are three quarters of a Wednesday, Thursday, Friday, the weekend and a Monday. */
  @Test
  void fourWeeksTellTheWeekdaysApart() {
    Forecast.Expected forecast = expected(fourWeeks(day -> isWeekend(day) ? 1 : 10));

    assertThat(forecast.byWeekday()).isTrue();
    assertThat(forecast.wholeDays()).isEqualTo(28);
    assertThat(forecast.usd()).isEqualByComparingTo("139.5");
    assertThat(forecast.highUsd()).isEqualByComparingTo("139.5");
  }

  @Test
  void neverPromisesToEndBelowWhatIsSpent() {
    assertThat(expected(days(0, 0, 9)).lowUsd()).isEqualByComparingTo(SPENT);
  }

  @Test
  void atTheLastMomentOfAMonthItIsWhatIsSpent() {
    Forecast forecast =
        Forecast.ofMonth(SPENT, days(1, 5, 9), Instant.parse("2026-11-30T23:59:59.999Z"));

    assertThat(forecast)
        .isInstanceOfSatisfying(
            Forecast.Expected.class,
            expected -> assertThat(expected.usd().doubleValue()).isCloseTo(100, within(0.001)));
  }

  /** Nine times in ten, over many months of independent days; the seed is fixed. */
  @Test
  void theIntervalHoldsWhatComesAsOftenAsItSays() {
    Random random = new Random(5);
    int held = 0;
    int months = 4_000;
    for (int month = 0; month < months; month++) {
      List<BigDecimal> lately =
          IntStream.range(0, 7)
              .mapToObj(_ -> BigDecimal.valueOf(50 + 10 * random.nextGaussian()))
              .toList();
      double comes = Math.sqrt(0.75) * 10 * random.nextGaussian() + 0.75 * 50;
      for (int day = 0; day < 5; day++) {
        comes += 50 + 10 * random.nextGaussian();
      }
      Forecast.Expected forecast = expected(lately);
      double end = 100 + comes;
      if (forecast.lowUsd().doubleValue() <= end && end <= forecast.highUsd().doubleValue()) {
        held++;
      }
    }
    assertThat((double) held / months).isCloseTo(0.90, within(0.02));
  }

  private static Forecast.Expected expected(List<BigDecimal> days) {
    return (Forecast.Expected) Forecast.ofMonth(SPENT, days, MORNING_OF_25TH);
  }

  private static List<BigDecimal> days(double... usd) {
    return DoubleStream.of(usd).mapToObj(BigDecimal::valueOf).toList();
  }

  private static List<BigDecimal> fourWeeks(ToDoubleFunction<LocalDate> cost) {
    return LocalDate.parse("2026-10-28")
        .datesUntil(LocalDate.parse("2026-11-25"))
        .map(day -> BigDecimal.valueOf(cost.applyAsDouble(day)))
        .toList();
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }
}
