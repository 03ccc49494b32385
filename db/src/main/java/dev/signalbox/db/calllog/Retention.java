package dev.signalbox.db.calllog;

import java.time.LocalDate;

/**
 * How long the call log keeps what, in whole days (UTC) besides the current one. Sums by the hour
 * and by the day are kept for ever.
 *
 * @param callDays for calls, their attempts and tags; 1 to 3650
 * @param payloadDays for prompts, answers and their words; 1 to {@code callDays}
 */
public record Retention(int callDays, int payloadDays) {
  public static final int LONGEST_DAYS = 3650;
  public static final Retention DEFAULT = new Retention(400, 30);

  /**
   * Nodes whose clocks disagree must not take in a call of a day that another one is dropping, so
   * that a day is dropped one day after the last node refuses it.
   */
  private static final int GRACE_DAYS = 1;

  public Retention {
    if (callDays < 1 || callDays > LONGEST_DAYS) {
      throw new IllegalArgumentException(
          "calls are kept for 1 to %d days, not %d".formatted(LONGEST_DAYS, callDays));
    }
    if (payloadDays < 1 || payloadDays > callDays) {
      throw new IllegalArgumentException(
          "payloads are kept for 1 to %d days, as long as calls at most, not %d"
              .formatted(callDays, payloadDays));
    }
  }

  /** What is still taken in. */
  public KeepFrom keepFrom(LocalDate today) {
    return new KeepFrom(today.minusDays(callDays), today.minusDays(payloadDays));
  }

  /** Whether {@code table} is dropped by now. */
  boolean isOver(DayTable table, LocalDate today) {
    return !today.isBefore(dropsOn(table));
  }

  /** The day on which {@code table} is dropped. */
  LocalDate dropsOn(DayTable table) {
    int days = table.group() == DayTable.Group.CALLS ? callDays : payloadDays;
    return table.day().plusDays(days + 1L + GRACE_DAYS);
  }
}
