package dev.signalbox.bench.calllog;

import dev.signalbox.bench.Options;
import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.db.calllog.KeepFrom;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the call log takes with a real PostgreSQL on this machine, which shares its processors:
 * calls a second from append to table, beside a bare copy of the same rows; how long a caller
 * waits; and what a million calls need on disk.
 */
public final class CallLogBench {
  private static final int BURST = 1_000;
  private static final int WARM_UP = 50_000;
  private static final int PACED = 10_000;
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final double NANOS_A_SECOND = 1e9;
  private static final double NANOS_A_MICRO = 1e3;

  private CallLogBench() {}

  /** Options: {@code --calls} and {@code --callers}. */
  public static void run(Options options) {
    options.allow("calls", "callers");
    int calls = options.count("calls", 200_000);
    int callers = options.count("callers", 2);
    try {
      Path folder = Files.createTempDirectory("signalbox-bench");
      try (EmbeddedPostgres postgres =
              EmbeddedPostgres.start(folder.resolve("postgresql"), OptionalInt.empty());
          Database database = Database.connect(postgres.address())) {
        database.migrate();
        run(postgres.address(), database, folder.resolve("journal"), calls, callers);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(
      DatabaseAddress address, Database database, Path folder, int calls, int callers) {
    long all = (long) BURST + WARM_UP + PACED + calls;
    double rate;
    try (Journal journal = Journal.open(folder, JournalSettings.DEFAULT);
        JournaledCallLog log =
            JournaledCallLog.start(
                database, journal, UnaryOperator.identity(), () -> KeepFrom.EVER, DRAIN)) {
      Callers application = new Callers(log);
      application.append(BURST, 1);
      // Whatever is delivered by now, no file is deleted yet.
      print("bytes a call in the journal", (double) journal.state().bytes() / BURST);
      application.append(WARM_UP, callers);
      application.drain();
      printWaits(application.pacedNanos(PACED));
      application.drain();
      rate = ingest(application, database, calls, callers);
    }
    double bare = all / (bareNanos(address, database) / NANOS_A_SECOND);
    print("calls a second, bare copy of the same rows", bare);
    System.out.printf("%-50s %12.2f%n", "ratio", rate / bare);
    System.out.printf("%nMiB a million calls, extrapolated from %,d%n", all);
    Sizes.of(database).forEach(size -> print(size.name(), size.ofMillion(all)));
  }

  private static void printWaits(long[] nanos) {
    print(
        "append, one caller at 2,000 a second, median (µs)",
        nanos[nanos.length / 2] / NANOS_A_MICRO);
    print("append, the same, 99th percentile (µs)", nanos[nanos.length * 99 / 100] / NANOS_A_MICRO);
  }

  private static double ingest(Callers application, Database database, int calls, int callers) {
    ProcessorTime before = ProcessorTime.now(database);
    long start = System.nanoTime();
    long appending = application.append(calls, callers);
    application.drain();
    double rate = calls / ((System.nanoTime() - start) / NANOS_A_SECOND);
    ProcessorTime used = ProcessorTime.now(database).since(before);
    print("append, a caller's processor time, mean (µs)", appending / NANOS_A_MICRO / calls);
    print("processor time a call, here (µs)", used.here().toNanos() / NANOS_A_MICRO / calls);
    print("processor time a call, server (µs)", used.server().toNanos() / NANOS_A_MICRO / calls);
    print("calls a second, from append to table", rate);
    return rate;
  }

  private static void print(String what, double number) {
    System.out.printf("%-50s %,12.1f%n", what, number);
  }

  private static long bareNanos(DatabaseAddress address, Database full) {
    full.jdbi().useHandle(handle -> handle.execute("create database bare"));
    String url = address.jdbcUrl().replace("/" + address.database(), "/bare");
    try (Database empty =
        Database.connect(new DatabaseAddress(url, address.user(), address.password()))) {
      empty.migrate();
      return BareCopy.nanos(full, empty);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
