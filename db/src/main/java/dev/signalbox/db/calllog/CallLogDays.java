package dev.signalbox.db.calllog;

import dev.signalbox.db.calllog.DayTable.Parent;
import dev.signalbox.db.calllog.DayTable.State;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The partitions of the call log, on one connection outside a transaction. Neither readers nor
 * writers wait for it: what cannot be locked soon is left as it is, by an exception, and taken up
 * again from there.
 */
record CallLogDays(Handle handle) {

  List<DayTable> all() {
    return handle
        .createQuery(
            """
            select parent, to_date(right(relname, 8), 'YYYYMMDD') as day,
              case when inhrelid is null then 'DETACHED'
                   when inhdetachpending then 'DETACHING'
                   else 'ATTACHED' end as state
            from unnest(:parents) as parent
              join pg_class on relkind = 'r' and relname ~ ('^' || parent || '_[0-9]{8}$')
                and relnamespace =
                  (select relnamespace from pg_class where oid = 'call_log'::regclass)
              left join pg_inherits on inhrelid = pg_class.oid
            """)
        .bind("parents", Arrays.stream(Parent.values()).map(Parent::sql).toArray(String[]::new))
        .map((row, _) ->
            new DayTable(
                Parent.of(row.getString("parent")),
                row.getObject("day", LocalDate.class),
                State.valueOf(row.getString("state"))))
        .list();
  }

  /** The day by the database's own clock. */
  LocalDate today() {
    return handle
        .createQuery("select (now() at time zone 'UTC')::date")
        .mapTo(LocalDate.class)
        .one();
  }

  void make(LocalDate day) {
    handle
        .createQuery("select make_call_log_day(:day)")
        .bind("day", day)
        .mapTo(Boolean.class)
        .one();
  }

  /** Takes it out of the log, from whichever state it is in. */
  void detach(DayTable table) {
    String detach =
        "alter table %s detach partition %s".formatted(table.parent().sql(), table.sql());
    switch (table.state()) {
      case ATTACHED -> handle.execute(detach + " concurrently");
      case DETACHING -> handle.execute(detach + " finalize");
      case DETACHED -> {
        // Nobody sees it any more.
      }
    }
  }

  /** Gives back the room of a detached one. */
  void drop(DayTable table) {
    handle.execute("drop table " + table.sql());
  }
}
