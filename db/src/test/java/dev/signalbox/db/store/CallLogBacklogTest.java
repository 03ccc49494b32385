package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Await;
import dev.signalbox.db.store.PostgresCallLog.Limits;
import dev.signalbox.db.store.PostgresCallLog.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The call log when its database fails, is slow, or refuses a call. */
@Timeout(60)
final class CallLogBacklogTest {
  private static final Limits PATIENT = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30));
  private static final Limits HASTY = new Limits(Duration.ofMillis(20), Duration.ofMillis(20));

  private final FakeSink sink = new FakeSink();
  private final Semaphore retries = new Semaphore(0);

  @Test
  void letsCallsGoOnWhileTheDatabaseFailsAndDeliversThemInOrder() {
    List<UUID> ids = ids(600);
    try (PostgresCallLog log = log(PATIENT)) {
      sink.failing = true;
      ids.forEach(id -> log.append(Samples.failed(id)));
      assertThat(log.state()).isEqualTo(new State(600, 0, false));

      sink.failing = false;
      retries.release();
    }
    assertThat(sink.kept).containsExactlyElementsOf(ids);
  }

  @Test
  void isHealthyAgainWhenItHasCaughtUp() {
    try (PostgresCallLog log = log(PATIENT)) {
      sink.failing = true;
      log.append(Samples.failed(UUID.randomUUID()));
      assertThat(log.state().healthy()).isFalse();

      sink.failing = false;
      retries.release();
      Await.until("the log has caught up", () -> log.state().healthy());
      UUID next = UUID.randomUUID();
      log.append(Samples.failed(next));

      assertThat(sink.kept).hasSize(2).endsWith(next);
      assertThat(log.state()).isEqualTo(new State(0, 0, true));
    }
  }

  @Test
  void dropsAndCountsWhatDoesNotFit() {
    try (PostgresCallLog log = log(PATIENT)) {
      sink.failing = true;
      log.append(Samples.failed(UUID.randomUUID())); // the writer holds this one
      ids(PostgresCallLog.ROOM + 3).forEach(id -> log.append(Samples.failed(id)));

      assertThat(log.state()).isEqualTo(new State(PostgresCallLog.ROOM + 1, 3, false));

      sink.failing = false;
      retries.release();
    }
    assertThat(sink.kept).hasSize(PostgresCallLog.ROOM + 1);
  }

  @Test
  void doesNotWaitLongForASlowDatabase() {
    CountDownLatch stall = new CountDownLatch(1);
    sink.stall = stall;
    UUID slow = UUID.randomUUID();
    try (PostgresCallLog log = log(new Limits(HASTY.patience(), PATIENT.drain()))) {
      log.append(Samples.failed(slow));
      assertThat(log.state()).isEqualTo(new State(1, 0, false));

      stall.countDown();
    }
    assertThat(sink.kept).containsExactly(slow);
  }

  @Test
  void dropsOnlyTheCallThatTheDatabaseRefuses() {
    List<UUID> ids = ids(4);
    sink.refused.add(ids.get(2));
    try (PostgresCallLog log = log(PATIENT)) {
      sink.failing = true;
      ids.forEach(id -> log.append(Samples.failed(id)));

      sink.failing = false;
      retries.release();
      Await.until("the backlog is gone", () -> log.state().backlog() == 0);
      assertThat(log.state()).isEqualTo(new State(0, 1, true));
    }
    assertThat(sink.kept).containsExactly(ids.get(0), ids.get(1), ids.get(3));
  }

  @Test
  void countsWhatIsLostWhenItClosesWithoutADatabase() {
    PostgresCallLog log = log(HASTY);
    sink.failing = true;
    ids(3).forEach(id -> log.append(Samples.failed(id)));

    log.close();

    assertThat(log.state()).isEqualTo(new State(0, 3, false));
  }

  @Test
  void countsACallThatComesAfterItClosed() {
    PostgresCallLog log = log(PATIENT);
    log.close();

    log.append(Samples.failed(UUID.randomUUID()));

    assertThat(log.state()).isEqualTo(new State(0, 1, true));
  }

  private PostgresCallLog log(Limits limits) {
    return new PostgresCallLog(sink, _ -> retries.acquire(), limits);
  }

  private static List<UUID> ids(int count) {
    return Stream.generate(UUID::randomUUID).limit(count).toList();
  }

  private static final class FakeSink implements CallSink {
    final List<UUID> kept = new CopyOnWriteArrayList<>();
    final Set<UUID> refused = ConcurrentHashMap.newKeySet();
    volatile CountDownLatch stall = new CountDownLatch(0);
    volatile boolean failing;

    @Override
    public void keep(List<Rows> calls) {
      List<UUID> ids = calls.stream().map(rows -> rows.call().id()).toList();
      try {
        stall.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (failing) {
        throw new IllegalStateException(new SQLException("the connection broke", "08006"));
      }
      if (ids.stream().anyMatch(refused::contains)) {
        throw new IllegalStateException(new SQLException("no such character", "22021"));
      }
      kept.addAll(ids);
    }
  }
}
