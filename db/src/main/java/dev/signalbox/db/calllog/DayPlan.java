package dev.signalbox.db.calllog;

import dev.signalbox.db.calllog.DayTable.Parent;
import dev.signalbox.db.calllog.DayTable.State;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to do about the days of the call log.
 *
 * @param make days that need their partitions
 * @param finish partitions whose detaching was interrupted; no other of their table can be detached
 *     before that
 * @param drop partitions whose time is over, whichever state they are in, oldest first
 */
record DayPlan(List<LocalDate> make, List<DayTable> finish, List<DayTable> drop) {
  /** Made ahead, so that a database in trouble has a week to recover before writers notice. */
  private static final int DAYS_AHEAD = 7;

  static DayPlan of(LocalDate today, Collection<DayTable> tables, Retention retention) {
    Predicate<DayTable> over = table -> retention.isOver(table, today);
    return new DayPlan(
        missing(today, tables),
        tables.stream()
            .filter(table -> table.state() == State.DETACHING)
            .filter(over.negate())
            .sorted(DayTable.ORDER)
            .toList(),
        tables.stream().filter(over).sorted(DayPlan::interruptedFirst).toList());
  }

  private static List<LocalDate> missing(LocalDate today, Collection<DayTable> tables) {
    var there =
        tables.stream()
            .filter(table -> table.parent() == Parent.CALL_LOG)
            .map(DayTable::day)
            .collect(Collectors.toSet());
    return Stream.iterate(today, day -> day.plusDays(1))
        .limit(DAYS_AHEAD + 1L)
        .filter(day -> !there.contains(day))
        .toList();
  }

  private static int interruptedFirst(DayTable one, DayTable other) {
    int byState = Boolean.compare(other.state() == State.DETACHING, one.state() == State.DETACHING);
    return byState == 0 ? DayTable.ORDER.compare(one, other) : byState;
  }
}
