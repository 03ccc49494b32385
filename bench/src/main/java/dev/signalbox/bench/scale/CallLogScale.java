package dev.signalbox.bench.scale;

import dev.signalbox.bench.Options;
import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.db.calllog.KeepFrom;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.router.table.LogRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * The questions that pages and commands ask, over months of calls in a real PostgreSQL: loads
 * {@code --calls} over {@code --days} days into {@code --folder}, or goes on with what is there,
 * and prints how long each question takes, what the tables weigh, the plans of the three that are
 * asked most, and how long the drop of the oldest day takes, which is gone then.
 */
public final class CallLogScale {
  static final int SEEDS = 4_000;
  private static final int TIMES = 200;
  private static final int LOADERS = 2;

  private CallLogScale() {}

  /** Runs it. */
  public static void run(Options options) {
    options.allow("calls", "days", "folder-number");
    long calls = options.numbers("calls", "10000000").getFirst();
    int days = options.count("days", 30);
    Path folder =
        Path.of("target", "call-log-scale-" + options.count("folder-number", 1)).toAbsolutePath();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, OptionalInt.empty());
        Database database = Database.connect(patient(server.address()))) {
      database.migrate();
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      LocalDate seedDay = today.minusDays(days + 1L);
      tune(database);
      if (isEmpty(database)) {
        seed(database, seedDay, folder.resolve("journal"));
        load(database, seedDay, today, days, calls / days);
      }
      new Questions(database, today, days).ask(TIMES).forEach(System.out::println);
      new DayDrop(database, today).measure().forEach(System.out::println);
    }
  }

  /** Loading takes longer than a page may. */
  private static DatabaseAddress patient(DatabaseAddress address) {
    return new DatabaseAddress(
        address.jdbcUrl() + "?socketTimeout=0", address.user(), address.password());
  }

  /** What docs/scaling.md recommends for a server of its own. */
  private static void tune(Database database) {
    database
        .jdbi()
        .useHandle(handle -> {
          for (String setting :
              List.of(
                  "max_wal_size = '8GB'",
                  "checkpoint_timeout = '15min'",
                  "effective_cache_size = '12GB'",
                  "random_page_cost = 1.1")) {
            handle.execute("alter system set " + setting);
          }
          handle.execute("select pg_reload_conf()");
        });
  }

  private static boolean isEmpty(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select not exists (select 1 from call_hour)")
                .mapTo(Boolean.class)
                .one());
  }

  /** The whole way, from the router's record through the journal. */
  private static void seed(Database database, LocalDate seedDay, Path folder) {
    SeedTraffic traffic = new SeedTraffic();
    Instant start = seedDay.atStartOfDay(ZoneOffset.UTC).toInstant();
    try (Journal journal = Journal.open(folder, JournalSettings.DEFAULT);
        JournaledCallLog log =
            JournaledCallLog.start(
                database,
                journal,
                UnaryOperator.identity(),
                () -> KeepFrom.EVER,
                Duration.ofMinutes(5))) {
      for (int n = 0; n < SEEDS; n++) {
        LogRule rule = new LogRule(LogRule.Keep.FULL, false, n % 8 == 0);
        log.append(traffic.call(n, start.plusSeconds(n * 20L)), rule);
      }
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("lock"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void load(
      Database database, LocalDate seedDay, LocalDate today, int days, long callsADay) {
    MultipliedLog log = new MultipliedLog(database.jdbi());
    long started = System.nanoTime();
    try (ExecutorService both = Executors.newFixedThreadPool(LOADERS)) {
      List<Future<?>> filled = new ArrayList<>();
      for (int day = days; day >= 1; day--) {
        LocalDate wanted = today.minusDays(day);
        filled.add(both.submit(() -> log.fill(seedDay, wanted, callsADay)));
      }
      for (int done = 1; done <= days; done++) {
        filled.get(done - 1).get();
        System.err.printf(
            Locale.ROOT,
            "%d of %d days, %.0f s%n",
            done,
            days,
            (System.nanoTime() - started) / 1e9);
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the log could not be filled", e);
    }
    log.settle(seedDay);
  }
}
