package dev.signalbox.router.budget;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An amount that may be spent in a period.
 *
 * @param scope whose budget it is, such as {@code task/extraction}
 * @param limitUsd above 0
 */
public record Budget(String scope, Period period, BigDecimal limitUsd) {

  /** Periods begin at midnight UTC. */
  public enum Period {
    DAY,
    MONTH;

    /** The first day of the period that {@code day} belongs to. */
    public LocalDate beginning(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case MONTH -> day.withDayOfMonth(1);
      };
    }
  }
}
