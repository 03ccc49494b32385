package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * What a calendar month (UTC) will have cost at its end.
 *
 * <p>The method: what was spent so far, and for the rest what such days have cost lately. For day
 * {@code d} that is {@code m(d)}, the mean of the last 7 whole days or of as many as there are;
 * from 28 whole days on, the mean of the last four days of the same weekday. With {@code k(d)} as
 * the part of {@code d} that is still to come (1 for whole days, less for today), the forecast is
 *
 * <pre>{@code spent + Σ k(d)·m(d)}</pre>
 *
 * <p>It comes with an interval that holds the month's cost nine times in ten, if days go on to vary
 * as they did, independently of one another. With {@code s} as the standard deviation of the whole
 * days around their mean ({@code v} degrees of freedom), {@code K} as the sum of all {@code k(d)},
 * and for each group {@code g} of days with a common mean {@code K(g)} as the part to come and
 * {@code n(g)} as the number of days that made its mean, its half is
 *
 * <pre>{@code t(0.95, v) · s · √(K + Σ K(g)²/n(g))}</pre>
 *
 * <p>the first term for the days to come, the second for not knowing the mean better. It begins no
 * lower than what is spent already. A trend, a launch or a new price is not foreseen.
 */
public sealed interface Forecast {
  /** From how many whole days on there is a forecast. */
  int FEWEST_DAYS = 3;

  /** How many whole days are looked at, at most. */
  int MOST_DAYS = 28;

  /** Nothing can be said yet. */
  record TooFewDays(int wholeDays, int neededDays) implements Forecast {}

  /**
   * A forecast, in USD.
   *
   * @param lowUsd where the interval begins
   * @param highUsd and where it ends
   * @param wholeDays how many days it is made from
   * @param byWeekday whether each weekday has a mean of its own
   */
  record Expected(
      BigDecimal usd, BigDecimal lowUsd, BigDecimal highUsd, int wholeDays, boolean byWeekday)
      implements Forecast {}

  /**
   * Makes one for the month of {@code now}.
   *
   * @param spent in this month until now
   * @param days what each of the whole days up to yesterday cost, oldest first, without a gap
   */
  static Forecast ofMonth(BigDecimal spent, List<BigDecimal> days, Instant now) {
    if (days.size() < FEWEST_DAYS) {
      return new TooFewDays(days.size(), FEWEST_DAYS);
    }
    boolean byWeekday = days.size() >= MOST_DAYS;
    int used = byWeekday ? MOST_DAYS : Math.min(DayOfWeek.values().length, days.size());
    double[] costs =
        days.subList(days.size() - used, days.size()).stream()
            .mapToDouble(BigDecimal::doubleValue)
            .toArray();
    return new Month(costs, byWeekday, now).forecast(spent);
  }

  /** The arithmetic; days that share a mean are a group. */
  final class Month {
    private static final int USD_DIGITS = 6;

    /** Student's t at 0.95 for 1, 2, … degrees of freedom. */
    private static final double[] T = {6.314, 2.920, 2.353, 2.132, 2.015, 1.943};

    private static final double T_21 = 1.721;

    private final double[] costs;
    private final int groups;
    private final double[] sums;
    private final double[] counts;
    private final double[] toCome;
    private final LocalDate today;

    private Month(double[] costs, boolean byWeekday, Instant now) {
      this.costs = costs;
      this.groups = byWeekday ? DayOfWeek.values().length : 1;
      this.sums = new double[groups];
      this.counts = new double[groups];
      this.toCome = new double[groups];
      this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      for (int i = 0; i < costs.length; i++) {
        sums[group(day(i))] += costs[i];
        counts[group(day(i))]++;
      }
      Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      toCome[group(today)] +=
          (double) Duration.between(now, midnight).toMillis() / Duration.ofDays(1).toMillis();
      for (int day = today.getDayOfMonth() + 1; day <= today.lengthOfMonth(); day++) {
        toCome[group(today.withDayOfMonth(day))]++;
      }
    }

    private LocalDate day(int index) {
      return today.minusDays(costs.length - index);
    }

    private int group(LocalDate day) {
      return groups == 1 ? 0 : day.getDayOfWeek().getValue() - 1;
    }

    private Forecast forecast(BigDecimal spent) {
      double rest = 0;
      double uncertain = Arrays.stream(toCome).sum();
      for (int group = 0; group < groups; group++) {
        rest += toCome[group] * sums[group] / counts[group];
        uncertain += toCome[group] * toCome[group] / counts[group];
      }
      double half = quantile() * deviation() * Math.sqrt(uncertain);
      return new Expected(
          spent.add(usd(rest)),
          spent.add(usd(Math.max(0, rest - half))),
          spent.add(usd(rest + half)),
          costs.length,
          groups > 1);
    }

    private double deviation() {
      double squares = 0;
      for (int i = 0; i < costs.length; i++) {
        int group = group(day(i));
        double off = costs[i] - sums[group] / counts[group];
        squares += off * off;
      }
      return Math.sqrt(squares / (costs.length - groups));
    }

    private double quantile() {
      return groups == 1 ? T[costs.length - 2] : T_21;
    }

    private static BigDecimal usd(double value) {
      return BigDecimal.valueOf(value).setScale(USD_DIGITS, RoundingMode.HALF_UP);
    }
  }
}
