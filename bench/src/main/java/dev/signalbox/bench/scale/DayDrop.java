package dev.signalbox.bench.scale;

import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.Housekeeping;
import dev.signalbox.db.calllog.Retention;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** How long retention takes to drop the oldest day, all of its tables together. */
final class DayDrop {
  private static final double AT_MOST_MS = 100;

  /** As many as the call log has, of which each day has a part. */
  private static final int TABLES = 5;

  private final Database database;
  private final LocalDate today;

  DayDrop(Database database, LocalDate today) {
    this.database = database;
    this.today = today;
  }

  /** Drops it, and says what that took. */
  List<String> measure() {
    keep(Retention.LONGEST_DAYS); // makes the days ahead, so that nothing but the drop is timed
    int parts = parts();
    int attached = attached();
    LocalDate oldest = oldest();
    long calls = callsOf(oldest);
    long started = System.nanoTime();
    CompletableFuture<Void> kept =
        CompletableFuture.runAsync(() -> keep((int) ChronoUnit.DAYS.between(oldest, today) - 2));
    double out = Double.NaN;
    while (!kept.isDone()) {
      if (Double.isNaN(out) && attached() == attached - TABLES) {
        out = (System.nanoTime() - started) / 1e6;
      }
    }
    kept.join();
    double freed = (System.nanoTime() - started) / 1e6;
    if (parts - parts() != TABLES) {
      throw new IllegalStateException("the oldest day was not dropped, or not it alone");
    }
    return List.of(
        "drop of a day, %,d calls".formatted(calls),
        String.format(
            Locale.ROOT,
            "%-44s %19.1f %9.0f   %s",
            "  until it has left the log",
            out,
            AT_MOST_MS,
            out <= AT_MOST_MS ? "" : "MISSED"),
        String.format(Locale.ROOT, "%-44s %19.1f", "  until its files are gone, too", freed));
  }

  private void keep(int days) {
    InstantSource clock = InstantSource.fixed(today.atStartOfDay(ZoneOffset.UTC).toInstant());
    new Housekeeping(database, new Retention(days, days), clock).run();
  }

  private int attached() {
    return one(
        "select count(*)" + PARTS + " and oid in (select inhrelid from pg_inherits)",
        Integer.class);
  }

  private LocalDate oldest() {
    return one("select to_date(min(right(relname, 8)), 'YYYYMMDD')" + PARTS, LocalDate.class);
  }

  private int parts() {
    return one("select count(*)" + PARTS, Integer.class);
  }

  private static final String PARTS =
      """
       from pg_class where relkind = 'r'
       and relname ~ '^call_(log|attempt|tag|text|payload)_[0-9]{8}$'\
      """;

  private long callsOf(LocalDate day) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select coalesce(sum(calls), 0) from call_hour
                    where (hour at time zone 'UTC')::date = :day
                    """)
                .bind("day", day)
                .mapTo(Long.class)
                .one());
  }

  private <T> T one(String query, Class<T> type) {
    return database.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(type).one());
  }
}
