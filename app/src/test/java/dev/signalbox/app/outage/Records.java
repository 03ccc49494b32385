package dev.signalbox.app.outage;

import dev.signalbox.db.Await;
import dev.signalbox.db.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What the database has on record. */
final class Records {
  private final Supplier<Database> database;

  /**
   * @param database connects anew each time: the server may have been another one before
   */
  Records(Supplier<Database> database) {
    this.database = database;
  }

  long count(String sql) {
    return read(sql, Long.class).getFirst();
  }

  private <T> List<T> read(String sql, Class<T> type) {
    try (Database opened = database.get()) {
      return opened.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(type).list());
    }
  }

  void execute(String... statements) {
    try (Database opened = database.get()) {
      opened
          .jdbi()
          .useHandle(handle -> {
            for (String statement : statements) {
              handle.execute(statement);
            }
          });
    }
  }

  /** The calls that were answered, as rows have it. */
  Set<UUID> answered() {
    return new HashSet<>(read("select id from call_log where result = 'answered'", UUID.class));
  }

  /** Waits until all of these have arrived. */
  void await(Set<UUID> calls) {
    try (Database opened = database.get()) {
      Await.until(
          "every answered call is on record",
          () ->
              opened
                      .jdbi()
                      .withHandle(handle ->
                          handle
                              .createQuery(
                                  "select count(*) from unnest(:calls) wanted where not exists"
                                      + " (select 1 from call_log where id = wanted)")
                              .bind("calls", calls.toArray(UUID[]::new))
                              .mapTo(Long.class)
                              .one())
                  == 0);
    }
  }

  /** Every call has all its attempts, and every sum is that of its rows. */
  boolean agrees() {
    return count(
                """
                select count(*) from call_log c
                where c.attempts <> (select count(*) from call_attempt a where a.call_id = c.id)
                """)
            == 0
        && count("select count(*) from call_log")
            == count("select coalesce(sum(calls), 0)::bigint from call_hour")
        && count("select count(*) from call_attempt")
            == count("select coalesce(sum(attempts), 0)::bigint from attempt_hour")
        && count(
                """
                select count(*) from (
                  select sum(cost_usd) from call_log union select sum(cost_usd) from call_hour
                  union select sum(cost_usd) from attempt_hour) sums
                """)
            == 1;
  }
}
