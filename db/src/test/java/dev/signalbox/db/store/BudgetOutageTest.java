package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Await;
import dev.signalbox.db.Database;
import dev.signalbox.db.TestPrograms;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.budget.Reservation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class BudgetOutageTest {
  private static final LocalDate DAY = LocalDate.of(2126, 1, 1);
  private static final Budget BUDGET = new Budget("task/a", Budget.Period.DAY, new BigDecimal("5"));

  @TempDir private Path folder;

  @Test
  void settlesLateAndOnceWhatWasSpentWhileTheDatabaseWasDown() throws Exception {
    EmbeddedPostgres postgres = start(OptionalInt.empty());
    try (Database database = Database.connect(postgres.address())) {
      database.migrate();
      try (LeasedLedger ledger = LeasedLedger.on(new PostgresLeaseStore(database), "node-1")) {
        Reservation.Hold before = granted(reserve(ledger, "1"));
        postgres.close();
        before.settle(new BigDecimal("0.4"));
        Reservation.LedgerDown down = (Reservation.LedgerDown) reserve(ledger, "2");
        down.hold().settle(new BigDecimal("1.5"));

        postgres = start(OptionalInt.of(port(postgres)));
        Await.until("the database knows what was spent", () -> isTaken("1.9", database));
        Await.until("the ledger is back", () -> isGranted(reserve(ledger, "0")));

        granted(reserve(ledger, "3.1")).settle(new BigDecimal("0.1"));
        assertThat(reserve(ledger, "3.01")).isEqualTo(new Reservation.Exhausted(BUDGET));
      }
      assertThat(isTaken("2", database)).isTrue();
    } finally {
      postgres.close();
    }
  }

  private static Reservation reserve(LeasedLedger ledger, String usd) {
    return ledger.reserve(List.of(BUDGET), DAY, new BigDecimal(usd));
  }

  private static boolean isGranted(Reservation reservation) {
    return reservation instanceof Reservation.Granted;
  }

  private static Reservation.Hold granted(Reservation reservation) {
    assertThat(reservation).isInstanceOf(Reservation.Granted.class);
    return ((Reservation.Granted) reservation).hold();
  }

  private EmbeddedPostgres start(OptionalInt port) {
    return EmbeddedPostgres.start(folder, TestPrograms.folder(), port);
  }

  private static int port(EmbeddedPostgres postgres) {
    return Integer.parseInt(postgres.address().servers().replaceFirst(".*:", ""));
  }

  private static boolean isTaken(String usd, Database database) {
    try {
      return database
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery("select taken_usd from budget_period")
                      .mapTo(BigDecimal.class)
                      .one())
              .compareTo(new BigDecimal(usd))
          == 0;
    } catch (JdbiException _) {
      return false; // a connection from before the restart, which the pool drops now
    }
  }
}
