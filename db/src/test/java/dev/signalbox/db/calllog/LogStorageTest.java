package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Database;
import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.TestDatabase;
import dev.signalbox.db.calllog.LogStorage.Drop;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LogStorageTest {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1); // that of the sample calls

  @Test
  void saysWhichDaysThereAreWhatTheyTakeUpAndWhatGoesNext() {
    StoredCalls.store(DATABASE.get(), SampleCalls.answered(SampleCalls.id()));
    StoredCalls.store(DATABASE.get(), SampleCalls.answered(SampleCalls.id()));
    DATABASE.execute("select make_call_log_day('2026-03-04')");
    DATABASE.execute("analyze call_log");

    LogStorage storage = LogStorage.of(DATABASE.get(), new Retention(20, 5)).orElseThrow();

    assertThat(storage.days()).containsExactly(DAY, LocalDate.of(2026, 3, 4));
    assertThat(storage.callBytes()).isPositive();
    assertThat(storage.payloadBytes()).isPositive();
    assertThat(storage.textBytes()).isPositive();
    assertThat(storage.rollupBytes()).isPositive();
    assertThat(storage.callsADay()).contains(2.0);
    assertThat(storage.next())
        .containsExactly(
            new Drop("calls", DAY, LocalDate.of(2026, 3, 23)),
            new Drop("payloads", DAY, LocalDate.of(2026, 3, 8)));
  }

  @Test
  void saysNothingOfASchemaOfBeforeThereWereDays() {
    try (TestDatabase test = TestDatabase.create();
        Database database = Database.connect(test.address())) {
      assertThat(LogStorage.of(database, Retention.DEFAULT)).isEmpty();
    }
  }
}
