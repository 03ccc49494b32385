package dev.signalbox.db.calllog;

import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.DayTable.Group;
import dev.signalbox.db.calllog.DayTable.Parent;
import dev.signalbox.db.calllog.DayTable.State;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What the call log takes up.
 *
 * @param days that have partitions, in order, those made ahead included
 * @param callBytes on disk, for calls, attempts and tags with their indexes
 * @param rollupBytes for the sums that pages read
 * @param callsADay a mean that the server estimated when it last looked; absent when it never did
 * @param next what retention drops next: of calls and of payloads, if there are any
 */
public record LogStorage(
    List<LocalDate> days,
    long callBytes,
    long payloadBytes,
    long textBytes,
    long rollupBytes,
    Optional<Double> callsADay,
    List<Drop> next) {

  /**
   * @param what {@code calls} or {@code payloads}
   * @param day whose they are
   * @param on when; in the past if it could not be done yet
   */
  public record Drop(String what, LocalDate day, LocalDate on) {}

  public LogStorage {
    days = List.copyOf(days);
    next = List.copyOf(next);
  }

  /** Absent for a schema of before there were days. */
  public static Optional<LogStorage> of(Database database, Retention retention) {
    return database
        .jdbi()
        .withHandle(handle -> {
          boolean thereAreDays =
              handle
                  .createQuery("select to_regclass('call_log') is not null")
                  .mapTo(Boolean.class)
                  .one();
          return thereAreDays ? Optional.of(of(handle, retention)) : Optional.empty();
        });
  }

  private static LogStorage of(Handle handle, Retention retention) {
    List<DayTable> tables = new CallLogDays(handle).all().stream().sorted(DayTable.ORDER).toList();
    return new LogStorage(
        tables.stream()
            .filter(table -> table.parent() == Parent.CALL_LOG && table.state() == State.ATTACHED)
            .map(DayTable::day)
            .toList(),
        bytes(handle, tables, Parent.CALL_LOG, Parent.CALL_ATTEMPT, Parent.CALL_TAG),
        bytes(handle, tables, Parent.CALL_PAYLOAD),
        bytes(handle, tables, Parent.CALL_TEXT),
        bytes(handle, Stream.of("call_hour", "attempt_hour", "call_spend")),
        callsADay(handle),
        Stream.of(Group.CALLS, Group.PAYLOADS)
            .flatMap(group -> next(tables, group, retention).stream())
            .toList());
  }

  private static Optional<Drop> next(List<DayTable> tables, Group group, Retention retention) {
    return tables.stream()
        .filter(table -> table.group() == group)
        .findFirst()
        .map(table ->
            new Drop(
                group == Group.CALLS ? "calls" : "payloads",
                table.day(),
                retention.dropsOn(table)));
  }

  private static long bytes(Handle handle, List<DayTable> tables, Parent... parents) {
    List<Parent> wanted = Arrays.asList(parents);
    return bytes(
        handle,
        tables.stream().filter(table -> wanted.contains(table.parent())).map(DayTable::sql));
  }

  /** A table that has been dropped meanwhile takes up nothing. */
  private static long bytes(Handle handle, Stream<String> tables) {
    return handle
        .createQuery(
            """
            select coalesce(sum(pg_total_relation_size(to_regclass(name))), 0)
            from unnest(:names) as name
            """)
        .bind("names", tables.toArray(String[]::new))
        .mapTo(Long.class)
        .one();
  }

  private static Optional<Double> callsADay(Handle handle) {
    return handle
        .createQuery(
            """
            select cast(avg(reltuples) as float8) from pg_inherits join pg_class on pg_class.oid = inhrelid
            where inhparent = to_regclass('call_log') and reltuples > 0
            having count(*) > 0
            """)
        .mapTo(Double.class)
        .findOne();
  }
}
