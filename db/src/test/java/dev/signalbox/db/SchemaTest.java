package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.Schema.Patience;
import dev.signalbox.router.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class SchemaTest {
  private static final String LATER = "classpath:dev/signalbox/db/later";

  private static final Patience PATIENCE =
      new Patience(Duration.ofMillis(100), 4, Duration.ofSeconds(3));

  private final List<String> progress = new ArrayList<>();
  private TestDatabase test;
  private Database database;

  @BeforeEach
  void connect() {
    test = TestDatabase.create();
    database = Database.connect(test.address());
  }

  @AfterEach
  void close() {
    database.close();
    test.close();
  }

  @Test
  void tellsEveryStep() {
    Schema.at(test.address()).migrate(progress::add);

    assertThat(progress).hasSize(database.status().size()).contains("made 6 call log");
  }

  /** A reader holds its snapshot all the while; what is written meanwhile is there afterwards. */
  @Test
  void migratesBeneathAReaderAndAWriterOfTheVersionBefore() {
    toVersion5();
    Writer writer = new Writer(database.jdbi(), VersionFive::call);
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(writer, Thread::startVirtualThread);
    try (Handle reader = database.jdbi().open()) {
      reader.begin();
      count(reader, "call");
      Await.until("the writer writes", () -> writer.written() > 0);

      assertThat(database.migrate()).isEqualTo(1);

      long before = writer.written();
      Await.until("the writer writes on", () -> writer.written() > before);
      reader.commit();
    }
    writer.stop();
    writing.join();

    assertThat(rows("call")).isEqualTo(writer.written());
  }

  /** Were it to wait in the queue for its lock, the writer would stand behind it. */
  @Test
  void letsWritersGoFirstWhileALongReaderIsInItsWay() {
    database.migrate();
    Writer writer = new Writer(database.jdbi(), SchemaTest::caseList);
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(writer, Thread::startVirtualThread);
    try (Handle reader = database.jdbi().open()) {
      reader.begin();
      count(reader, "case_list");
      AtomicInteger pauses = new AtomicInteger();
      Sleeper sleeper =
          _ -> {
            long before = writer.written();
            Await.until("the writer writes on", () -> writer.written() > before);
            if (pauses.incrementAndGet() == 2) {
              reader.commit();
            }
          };

      assertThat(newer(sleeper).migrate(progress::add)).isEqualTo(1);

      assertThat(pauses).hasValueGreaterThanOrEqualTo(2);
      assertThat(progress)
          .startsWith("a long transaction is in the way; letting others go first")
          .endsWith("made 1000 one column more");
    }
    writer.stop();
    writing.join();
    assertThat(rows("case_list")).isEqualTo(writer.written());
  }

  @Test
  void givesUpInOneSentenceWhenItNeverGetsItsLock() {
    database.migrate();
    try (Handle reader = database.jdbi().open()) {
      reader.begin();
      count(reader, "case_list");

      assertThatThrownBy(() -> newer(_ -> {}).migrate(progress::add))
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              "cannot bring the database's schema up to date: others held a lock it needs each of"
                  + " the 4 times it tried; end the long transactions that pg_stat_activity shows,"
                  + " and migrate again");
      reader.commit();
    }
    assertThat(progress).hasSize(3);
  }

  @Test
  void worksOnANewerSchemaThatStillSupportsIt() {
    newer(_ -> {}).migrate(progress::add);

    assertThat(database.migrate()).isZero();
    assertThat(database.status()).last().extracting(Database.Migration::version).isEqualTo("1000");
  }

  @Test
  void refusesASchemaThatDoesNotSupportItAnyMore() {
    newer(_ -> {}).migrate(progress::add);
    database
        .jdbi()
        .useHandle(handle -> handle.execute("update schema_support set oldest_program = 1000"));

    assertThatThrownBy(database::migrate)
        .isInstanceOf(DatabaseException.class)
        .hasMessageMatching(
            "the database's schema is too new for this program, which knows it up to version \\d+:"
                + " only programs that know version 1000 can still work with it");
    assertThat(newer(_ -> {}).migrate(progress::add)).isZero();
  }

  @Test
  void aProgramOfVersionFiveGoesOnWorkingWithTheNewestSchema() {
    database.migrate();

    database
        .jdbi()
        .useTransaction(handle -> {
          VersionFive.call(handle, 1);
          VersionFive.run(handle);
          VersionFive.alert(handle);
        });

    database
        .jdbi()
        .useHandle(handle -> {
          for (String table :
              List.of("call", "attempt", "run", "case_result", "alert", "alert_case")) {
            assertThat(count(handle, table)).as(table).isEqualTo(1);
          }
        });
  }

  private Schema newer(Sleeper sleeper) {
    return new Schema(test.address(), PATIENCE, sleeper, Schema.MIGRATIONS, LATER);
  }

  private void toVersion5() {
    Schema.at(test.address()).flyway().target("5").load().migrate();
  }

  private static void caseList(Handle handle, long number) {
    handle.execute(
        "insert into case_list (hash, case_hashes, case_ids) values (?, '{}', '{}')",
        "list " + number);
  }

  private long rows(String table) {
    return database.jdbi().withHandle(handle -> count(handle, table));
  }

  private static long count(Handle handle, String table) {
    return handle.createQuery("select count(*) from " + table).mapTo(Long.class).one();
  }

  /** Writes without end, and fails when it has to wait for a lock for long. */
  private static final class Writer implements Runnable {
    private final Jdbi jdbi;
    private final Insert insert;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean stopped;

    private interface Insert {
      void one(Handle handle, long number);
    }

    Writer(Jdbi jdbi, Insert insert) {
      this.jdbi = jdbi;
      this.insert = insert;
    }

    @Override
    public void run() {
      try (Handle handle = jdbi.open()) {
        handle.execute("set lock_timeout = '3s'");
        while (!stopped) {
          insert.one(handle, written.get());
          written.incrementAndGet();
        }
        handle.execute("reset lock_timeout");
      }
    }

    long written() {
      return written.get();
    }

    void stop() {
      stopped = true;
    }
  }
}
