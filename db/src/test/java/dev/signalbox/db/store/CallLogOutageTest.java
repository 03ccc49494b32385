package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Await;
import dev.signalbox.db.Database;
import dev.signalbox.db.TestPrograms;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class CallLogOutageTest {
  private static final int CALLERS = 8;
  private static final int CALLS_EACH = 400;

  @TempDir private Path folder;

  @Test
  void losesNoCallAndKeepsNoneTwiceWhenTheDatabaseIsKilledUnderLoad() throws Exception {
    Queue<UUID> answered = new ConcurrentLinkedQueue<>();
    EmbeddedPostgres postgres = start(OptionalInt.empty());
    try (Database database = Database.connect(postgres.address())) {
      database.migrate();
      try (PostgresCallLog log = new PostgresCallLog(database)) {
        List<Thread> callers =
            IntStream.range(0, CALLERS).mapToObj(_ -> caller(log, answered)).toList();
        Await.until("the load is under way", () -> answered.size() >= CALLS_EACH);
        killServer();
        for (Thread caller : callers) {
          caller.join();
        }
        assertThat(log.state().healthy()).isFalse();
        assertThat(log.state().backlog()).isPositive();

        postgres.close();
        postgres = start(OptionalInt.of(port(postgres)));
        Await.until("the log has caught up", () -> log.state().healthy());
        assertThat(log.state().dropped()).isZero();
      }
      assertThat(answered).hasSize(CALLERS * CALLS_EACH);
      assertThat(callIds(database)).containsExactlyInAnyOrderElementsOf(answered);
      assertThat(countAttempts(database)).isEqualTo(2 * answered.size());
    } finally {
      postgres.close();
    }
  }

  private static Thread caller(PostgresCallLog log, Queue<UUID> answered) {
    return Thread.startVirtualThread(() -> {
      for (int i = 0; i < CALLS_EACH; i++) {
        UUID id = UUID.randomUUID();
        log.append(Samples.answered(id));
        answered.add(id);
      }
    });
  }

  private EmbeddedPostgres start(OptionalInt port) {
    return EmbeddedPostgres.start(folder, TestPrograms.folder(), port);
  }

  private static int port(EmbeddedPostgres postgres) {
    return Integer.parseInt(postgres.address().servers().replaceFirst(".*:", ""));
  }

  private void killServer() throws IOException {
    String pid = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }

  private static List<UUID> callIds(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery("select id from call").mapTo(UUID.class).list());
  }

  private static int countAttempts(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("select count(*) from attempt").mapTo(Integer.class).one());
  }
}
