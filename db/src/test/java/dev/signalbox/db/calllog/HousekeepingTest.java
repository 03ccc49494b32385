package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.Await;
import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.DayTable.Parent;
import dev.signalbox.db.calllog.DayTable.State;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
final class HousekeepingTest {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private static final Retention RETENTION = new Retention(20, 5);

  private final Instant now = Instant.now();
  private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  private final LocalDate old = today.minusDays(22);
  private final Housekeeping housekeeping = housekeeping(now);

  @BeforeEach
  void empty() {
    DATABASE
        .get()
        .jdbi()
        .useHandle(handle -> {
          List<DayTable> tables = new CallLogDays(handle).all();
          tables.forEach(table -> handle.execute("drop table " + table.sql()));
          handle.execute("truncate budget_lease, budget_period");
        });
  }

  @Test
  void makesTheDaysAhead() {
    housekeeping.run();

    assertThat(days("call_log"))
        .containsExactlyElementsOf(Stream.iterate(today, day -> day.plusDays(1)).limit(8).toList());
    assertThat(days("call_text")).hasSize(8);
  }

  @Test
  void dropsPayloadsFirstAndCallsLater() {
    LocalDate younger = today.minusDays(10);
    make(old);
    make(younger);

    housekeeping.run();

    assertThat(days("call_log")).contains(younger).doesNotContain(old);
    assertThat(days("call_tag")).contains(younger).doesNotContain(old);
    assertThat(days("call_payload")).doesNotContain(younger, old);
    assertThat(days("call_text")).doesNotContain(younger, old);
  }

  @Test
  void dropsNothingByAClockThatIsAhead() {
    make(today);

    housekeeping(now.plusSeconds(90L * 24 * 3600)).run();

    assertThat(days("call_log")).contains(today);
  }

  /** What a process leaves behind that is killed between any two of its steps. */
  @Test
  void goesOnWhereverItWasKilled() {
    make(old);
    make(old.minusDays(1));
    make(old.minusDays(2));
    DATABASE.execute("alter table call_payload detach partition " + table("call_payload", old));
    DATABASE.execute("alter table call_tag detach partition " + table("call_tag", old));
    DATABASE.execute("drop table " + table("call_tag", old));
    leaveDetaching("call_log", old.minusDays(1));

    housekeeping.run();

    assertThat(tablesOf(old, old.minusDays(1), old.minusDays(2))).isEmpty();
  }

  @Test
  void letsWritersAndReadersGoOnWhileADayIsDropped() {
    make(old);
    make(today);
    Writer writer = new Writer(DATABASE.get().jdbi());
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(writer, Thread::startVirtualThread);
    Await.until("the writer writes", () -> writer.written() > 0);
    try (Handle reader = DATABASE.get().jdbi().open()) {
      reader.begin();
      reader.execute("set local lock_timeout = '1s'");
      count(reader, "call_log");

      housekeeping.run();

      assertThat(state("call_log", old)).contains(State.DETACHING);
      assertThat(days("call_tag")).doesNotContain(old);
      long before = writer.written();
      Await.until("the writer writes on", () -> writer.written() > before);
      assertThat(count(reader, "call_log")).isZero();
      reader.commit();
    }

    housekeeping.run();

    writer.stop();
    writing.join();
    assertThat(tablesOf(old)).isEmpty();
    assertThat(DATABASE.rows("select * from call_tag")).hasSize((int) writer.written());
  }

  @Test
  void doesItOnceWhenTwoNodesAreAtIt() {
    make(old);
    try (Handle other = DATABASE.get().jdbi().open()) {
      other.execute("select pg_advisory_lock(hashtext('signalbox housekeeping'))");
      housekeeping.run();
      assertThat(tablesOf(old)).isNotEmpty();
      other.execute("select pg_advisory_unlock(hashtext('signalbox housekeeping'))");
    }

    CompletableFuture<?> one = CompletableFuture.runAsync(housekeeping::run);
    CompletableFuture<?> another = CompletableFuture.runAsync(housekeeping(now)::run);
    CompletableFuture.allOf(one, another).join();

    assertThat(tablesOf(old)).isEmpty();
  }

  @Test
  void leavesItsConnectionAsItWas() {
    housekeeping.run();

    assertThat(DATABASE.rows("show lock_timeout").getFirst()).containsValue("0");
    assertThat(DATABASE.rows("select * from pg_locks where locktype = 'advisory'")).isEmpty();
  }

  @Test
  void bringsNoDayBackForALateCall() throws SQLException {
    make(old);
    housekeeping.run();
    UUID id = TimeOrderedUuid.at(old.atStartOfDay().toInstant(ZoneOffset.UTC), new Random(7));
    LoggedCall late =
        LoggedCall.parse(
            LoggedCall.record(SampleCalls.answered(id), LogRule.DEFAULT, UnaryOperator.identity()));

    try (Packing.Packer packer = new Packing.Packer();
        Delivery delivery = new Delivery(DATABASE.get(), housekeeping::keepFrom)) {
      assertThat(delivery.deliver(List.of(PackedCall.of(late, packer))))
          .isEqualTo(new Delivery.Delivered(0, 0, 1));
    }

    assertThat(tablesOf(old)).isEmpty();
  }

  @Test
  void dropsBudgetsThatEndedLongAgo() {
    budget("day", today.minusDays(62));
    budget("day", today.minusDays(61));
    budget("month", today.minusDays(70));

    housekeeping.run();

    for (String table : List.of("budget_period", "budget_lease")) {
      assertThat(DATABASE.rows("select begins_on from " + table))
          .extracting(row -> String.valueOf(row.get("begins_on")))
          .containsExactlyInAnyOrder(
              today.minusDays(61).toString(), today.minusDays(70).toString());
    }
  }

  private static Housekeeping housekeeping(Instant now) {
    return new Housekeeping(DATABASE.get(), RETENTION, InstantSource.fixed(now));
  }

  private static void make(LocalDate day) {
    DATABASE.get().jdbi().useHandle(handle -> new CallLogDays(handle).make(day));
  }

  /** As a killed process does: the wait for an old reader is given up after the first step. */
  private static void leaveDetaching(String parent, LocalDate day) {
    Jdbi jdbi = DATABASE.get().jdbi();
    try (Handle reader = jdbi.open();
        Handle detaching = jdbi.open()) {
      reader.begin();
      count(reader, parent);
      detaching.execute("set lock_timeout = '10ms'");
      assertThatThrownBy(() ->
              detaching.execute(
                  "alter table %s detach partition %s concurrently"
                      .formatted(parent, table(parent, day))))
          .hasMessageContaining("lock timeout");
      detaching.execute("reset lock_timeout");
      reader.commit();
    }
    assertThat(state(parent, day)).contains(State.DETACHING);
  }

  private static void budget(String period, LocalDate begins) {
    DATABASE.execute(
        "insert into budget_period (scope, period, begins_on, limit_usd) values ('all', '%s', '%s', 1)"
            .formatted(period, begins));
    DATABASE.execute(
        """
        insert into budget_lease (id, scope, period, begins_on, node, claim, granted_usd, spent_usd,
          state)
        values (gen_random_uuid(), 'all', '%s', '%s', 'a-node', 1, 1, 1, 'closed')
        """
            .formatted(period, begins));
  }

  private static long count(Handle handle, String table) {
    return handle.createQuery("select count(*) from " + table).mapTo(Long.class).one();
  }

  private static List<DayTable> all() {
    return DATABASE.get().jdbi().withHandle(handle -> new CallLogDays(handle).all());
  }

  private static List<LocalDate> days(String parent) {
    return all().stream()
        .filter(table -> table.parent() == Parent.of(parent))
        .filter(table -> table.state() == State.ATTACHED)
        .map(DayTable::day)
        .sorted()
        .toList();
  }

  private static Optional<State> state(String parent, LocalDate day) {
    return all().stream()
        .filter(table -> table.parent() == Parent.of(parent) && table.day().equals(day))
        .map(DayTable::state)
        .findFirst();
  }

  private static List<DayTable> tablesOf(LocalDate... days) {
    return all().stream().filter(table -> List.of(days).contains(table.day())).toList();
  }

  private static String table(String parent, LocalDate day) {
    return new DayTable(Parent.of(parent), day, State.ATTACHED).sql();
  }

  /** Writes without end, and fails when it has to wait for a lock for a second. */
  private static final class Writer implements Runnable {
    private final Jdbi jdbi;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean stopped;

    Writer(Jdbi jdbi) {
      this.jdbi = jdbi;
    }

    @Override
    public void run() {
      try (Handle handle = jdbi.open()) {
        handle.execute("set lock_timeout = '1s'");
        while (!stopped) {
          handle.execute(
              "insert into call_tag (tag, call_id) values (?, call_id_at(now()))",
              "tag " + written.get());
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
