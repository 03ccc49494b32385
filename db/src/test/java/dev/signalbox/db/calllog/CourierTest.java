package dev.signalbox.db.calllog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.Await;
import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.table.LogRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from the journal to a database that refuses, is slow, or takes no writes. */
@Timeout(120)
final class CourierTest {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  @TempDir private Path folder;

  private final Semaphore retries = new Semaphore(0);
  private Journal journal;
  private Courier courier;
  private Thread carrying;

  @BeforeEach
  void open() {
    DATABASE.execute(
        "truncate call_log, call_attempt, call_payload, call_tag, call_text, call_hour,"
            + " attempt_hour, call_spend, call_log_change");
    journal = Journal.open(folder, JournalSettings.DEFAULT);
    courier = courier(journal);
    carrying = Thread.ofVirtual().unstarted(courier::run);
  }

  @AfterEach
  void close() throws InterruptedException {
    carrying.interrupt();
    carrying.join();
    journal.close();
    DATABASE.execute("drop trigger if exists refusing on call_log");
  }

  /** Disk full, read-only, too many connections, deadlock, shut down, timeout, no such table. */
  @ParameterizedTest
  @ValueSource(strings = {"53100", "25006", "53300", "40P01", "57P01", "57014", "42P01"})
  void keepsCallsUntilTheDatabaseTakesThem(String state) {
    refuse("true", state);
    List<UUID> ids = append(5);
    carrying.start();

    Await.until("the trouble shows", () -> courier.trouble().isPresent());
    assertThat(courier.trouble().orElseThrow()).contains("refused by a trigger");
    assertThat(journal.state().waiting()).isEqualTo(5);
    assertThat(stored()).isEmpty();

    DATABASE.execute("drop trigger refusing on call_log");
    retries.release();
    finish();
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(courier.trouble()).isEmpty();
    assertThat(journal.state().setAside()).isZero();
    RollupCheck.assertExact(DATABASE.get());
  }

  @Test
  void getsThroughToASlowDatabaseInSmallerBatches() {
    DATABASE.execute(
        """
        create or replace function refuse() returns trigger language plpgsql as $$
        begin
          if (select count(*) from added) > 10 then
            raise exception 'canceling statement due to statement timeout' using errcode = '57014';
          end if;
          return null;
        end $$;
        create trigger refusing after insert on call_log referencing new table as added
          for each statement execute function refuse()
        """);
    List<UUID> ids = append(40);
    retries.release(Integer.MAX_VALUE);
    carrying.start();

    finish();
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(ids);
    RollupCheck.assertExact(DATABASE.get());
  }

  /** Bad text, a constraint, a limit of the program. */
  @ParameterizedTest
  @ValueSource(strings = {"22021", "23514", "54000"})
  void setsAsideOnlyTheCallThatTheDatabaseRefuses(String state) throws IOException {
    List<UUID> ids = append(7);
    refuse("new.id = '" + ids.get(3) + "'", state);
    carrying.start();

    finish();
    assertThat(stored()).hasSize(6).doesNotContain(ids.get(3)).isSubsetOf(ids);
    assertThat(journal.state().setAside()).isEqualTo(1);
    assertThat(setAside()).singleElement().asString().contains(ids.get(3).toString());
    RollupCheck.assertExact(DATABASE.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "{\"call\":null}", "{\"attempts\":[],\"tags\":[]}"})
  void setsAsideARecordThatIsNoCall(String record) throws IOException {
    append(1);
    assertThat(journal.append(record.getBytes(UTF_8))).isTrue();
    append(1);
    carrying.start();

    finish();
    assertThat(stored()).hasSize(2);
    assertThat(setAside()).containsExactly(record);
  }

  @Test
  void setsAsideACallThatLacksWhatItNeeds() throws IOException {
    String whole = new String(record(SampleCalls.answered(SampleCalls.id())), UTF_8);
    String lacking = whole.replaceFirst("\"started_at\":\"[^\"]*\",", "");
    journal.append(lacking.getBytes(UTF_8));
    append(1);
    carrying.start();

    finish();
    assertThat(stored()).hasSize(1);
    assertThat(setAside()).containsExactly(lacking);
  }

  @Test
  void readsTheRecordsOfALaterVersion() {
    UUID id = SampleCalls.id();
    String later =
        new String(record(SampleCalls.answered(id)), UTF_8)
            .replace("\"origin\":", "\"mood\":\"calm\",\"origin\":")
            .replace("\"ordinal\":", "\"ordeal\":{\"a\":[1,2]},\"ordinal\":")
            .replaceFirst("\\{", "{\"more\":true,");
    journal.append(later.getBytes(UTF_8));
    carrying.start();

    finish();
    assertThat(stored()).containsExactly(id);
    assertThat(journal.state().setAside()).isZero();
  }

  @Test
  void countsOnceWhatWasDeliveredJustBeforeACrash() throws Exception {
    append(6);
    Journal.Batch batch = journal.read(4, Integer.MAX_VALUE, Duration.ZERO);
    try (Packing.Packer packer = new Packing.Packer();
        Delivery delivery = delivery()) {
      delivery.deliver(
          batch.records().stream()
              .map(record -> PackedCall.of(LoggedCall.parse(record), packer))
              .toList());
    }
    journal.close(); // before it heard of that

    journal = Journal.open(folder, JournalSettings.DEFAULT);
    assertThat(journal.state().waiting()).isEqualTo(6);
    courier(journal).deliverAll();

    assertThat(stored()).hasSize(6);
    assertThat(DATABASE.rows("select * from call_attempt")).hasSize(12);
    RollupCheck.assertExact(DATABASE.get());
    assertThat(journal.state().waiting()).isZero();
  }

  @Test
  void deliversAllOfAnOrphanOrSaysWhyNot() throws Exception {
    append(3);
    journal.close();
    refuse("true", "53100");
    try (Journal orphan = Journal.adopt(folder)) {
      assertThatThrownBy(() -> JournaledCallLog.adopt(DATABASE.get(), orphan, () -> KeepFrom.EVER))
          .hasMessageContaining("refused by a trigger");
      assertThat(orphan.state().waiting()).isEqualTo(3);
    }

    DATABASE.execute("drop trigger refusing on call_log");
    try (Journal orphan = Journal.adopt(folder)) {
      assertThat(JournaledCallLog.adopt(DATABASE.get(), orphan, () -> KeepFrom.EVER)).isEqualTo(3);
    }
    assertThat(stored()).hasSize(3);
  }

  private Courier courier(Journal from) {
    return new Courier(from, delivery(), _ -> retries.acquire());
  }

  private static Delivery delivery() {
    return new Delivery(DATABASE.get(), () -> KeepFrom.EVER);
  }

  private List<UUID> append(int calls) {
    List<UUID> ids = Stream.generate(SampleCalls::id).limit(calls).toList();
    ids.forEach(id -> assertThat(journal.append(record(SampleCalls.answered(id)))).isTrue());
    return ids;
  }

  private static byte[] record(RoutedCall call) {
    return LoggedCall.record(call, LogRule.DEFAULT, UnaryOperator.identity());
  }

  private void finish() {
    courier.finish();
    Await.until("all is delivered", () -> !carrying.isAlive());
    assertThat(journal.state().waiting()).isZero();
  }

  private static void refuse(String condition, String state) {
    DATABASE.execute(
        """
        create or replace function refuse() returns trigger language plpgsql as $$
        begin
          if %s then raise exception 'refused by a trigger' using errcode = '%s'; end if;
          return new;
        end $$;
        create trigger refusing before insert on call_log
          for each row execute function refuse()
        """
            .formatted(condition, state));
  }

  private static List<UUID> stored() {
    return DATABASE
        .get()
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select id from call_log").mapTo(UUID.class).list());
  }

  private List<String> setAside() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("refused"))) {
      List<Path> records =
          files.filter(file -> file.toString().endsWith(".record")).sorted().toList();
      assertThat(records).allMatch(file -> Files.exists(Path.of(file + ".why")));
      return records.stream().map(CourierTest::content).toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
