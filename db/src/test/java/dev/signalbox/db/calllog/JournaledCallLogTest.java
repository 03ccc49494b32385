package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Await;
import dev.signalbox.db.Database;
import dev.signalbox.db.TestPrograms;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.router.table.LogRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The call log with a server that is killed, stopped and started. */
@Timeout(180)
final class JournaledCallLogTest {
  private static final int CALLERS = 8;
  private static final int CALLS_EACH = 400;
  private static final Duration NO_TIME = Duration.ofMillis(1);
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private EmbeddedPostgres postgres;
  private Database database;
  private Journal journal;

  @BeforeEach
  void open() {
    postgres = start(OptionalInt.empty());
    database = Database.connect(postgres.address());
    database.migrate();
    journal = openJournal();
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
    postgres.close();
  }

  @Test
  void losesNoCallAndKeepsNoneTwiceWhenTheDatabaseIsKilledUnderLoad() throws Exception {
    Queue<UUID> answered = new ConcurrentLinkedQueue<>();
    try (JournaledCallLog log = log(PATIENT)) {
      List<Thread> callers =
          IntStream.range(0, CALLERS).mapToObj(_ -> caller(log, answered)).toList();
      Await.until("the load is under way", () -> answered.size() >= CALLS_EACH);
      killServer();
      for (Thread caller : callers) {
        caller.join();
      }
      Await.until("the trouble shows", () -> log.state().trouble().isPresent());
      assertThat(log.state().journal().waiting()).isPositive();

      restart();
      Await.until("the log has caught up", () -> log.state().journal().waiting() == 0);
      Await.until("the trouble is over", () -> log.state().trouble().isEmpty());
      assertThat(log.state().journal().dropped()).isZero();
    }
    assertThat(answered).hasSize(CALLERS * CALLS_EACH);
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(answered);
    RollupCheck.assertExact(database);
  }

  @Test
  void deliversWhatIsLeftBeforeItCloses() {
    UUID id = SampleCalls.id();
    try (JournaledCallLog log = log(PATIENT)) {
      assertThat(log.append(SampleCalls.answered(id), LogRule.DEFAULT)).isTrue();
    }

    assertThat(stored()).containsExactly(id);
    assertThat(journal.state().waiting()).isZero();
  }

  @Test
  void leavesForTheNextStartWhatADatabaseThatIsGoneDoesNotTake() {
    UUID early = SampleCalls.id();
    UUID late = SampleCalls.id();
    postgres.close();
    try (JournaledCallLog log = log(NO_TIME)) {
      assertThat(log.append(SampleCalls.answered(early), LogRule.DEFAULT)).isTrue();
      assertThat(log.hasRoom()).isTrue();
    }
    journal.close();

    restart();
    journal = openJournal();
    assertThat(journal.state().waiting()).isEqualTo(1);
    try (JournaledCallLog log = log(PATIENT)) {
      log.append(SampleCalls.answered(late), LogRule.DEFAULT);
      Await.until("both are delivered", () -> log.state().journal().waiting() == 0);
      assertThat(log.state().trouble()).isEmpty();
    }
    assertThat(stored()).containsExactlyInAnyOrder(early, late);
    RollupCheck.assertExact(database);
  }

  @Test
  void keepsCallsWhileTheDatabaseIsReadOnly() {
    UUID id = SampleCalls.id();
    readOnly("on");
    try (JournaledCallLog log = log(PATIENT)) {
      log.append(SampleCalls.answered(id), LogRule.DEFAULT);
      Await.until("the trouble shows", () -> log.state().trouble().isPresent());
      assertThat(log.state().trouble().orElseThrow()).contains("read-only");
      assertThat(log.state().journal().waiting()).isEqualTo(1);

      readOnly("off");
    }
    assertThat(stored()).containsExactly(id);
  }

  @Test
  void doesNotThrowForACallThatCannotBePutInRows() {
    UnaryOperator<String> broken =
        _ -> {
          throw new IllegalStateException("no pattern");
        };
    try (JournaledCallLog log =
        JournaledCallLog.start(database, journal, broken, () -> KeepFrom.EVER, PATIENT)) {
      LogRule redacted = new LogRule(LogRule.Keep.REDACTED, false, false);

      assertThat(log.append(SampleCalls.answered(SampleCalls.id()), redacted)).isFalse();
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void takesNoCallOnceItsJournalIsClosed() {
    JournaledCallLog log = log(PATIENT);
    log.close();
    journal.close();

    assertThat(log.append(SampleCalls.answered(SampleCalls.id()), LogRule.DEFAULT)).isFalse();
    assertThat(log.hasRoom()).isFalse();
    assertThat(log.state().journal().dropped()).isEqualTo(1);
  }

  private JournaledCallLog log(Duration drain) {
    return JournaledCallLog.start(
        database, journal, UnaryOperator.identity(), () -> KeepFrom.EVER, drain);
  }

  private static Thread caller(JournaledCallLog log, Queue<UUID> answered) {
    return Thread.startVirtualThread(() -> {
      for (int i = 0; i < CALLS_EACH; i++) {
        UUID id = SampleCalls.id();
        if (log.append(SampleCalls.answered(id), LogRule.DEFAULT)) {
          answered.add(id);
        }
      }
    });
  }

  /** For every session from now on; those that are there end. */
  private void readOnly(String state) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute("set session characteristics as transaction read write");
          handle.execute("alter database signalbox set default_transaction_read_only = " + state);
          handle
              .createQuery(
                  "select pg_terminate_backend(pid) from pg_stat_activity"
                      + " where pid <> pg_backend_pid() and datname = current_database()")
              .mapTo(Boolean.class)
              .list();
          handle.execute("set default_transaction_read_only = " + state);
        });
  }

  private Journal openJournal() {
    return Journal.open(folder.resolve("journal"), JournalSettings.DEFAULT);
  }

  private EmbeddedPostgres start(OptionalInt port) {
    return EmbeddedPostgres.start(folder.resolve("server"), TestPrograms.folder(), port);
  }

  private void restart() {
    int port = Integer.parseInt(postgres.address().servers().replaceFirst(".*:", ""));
    postgres.close();
    postgres = start(OptionalInt.of(port));
  }

  private void killServer() throws IOException {
    Path pidFile = folder.resolve("server/cluster/postmaster.pid");
    String pid = Files.readAllLines(pidFile).getFirst();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }

  private List<UUID> stored() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select id from call_log").mapTo(UUID.class).list());
  }
}
