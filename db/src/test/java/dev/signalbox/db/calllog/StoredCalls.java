package dev.signalbox.db.calllog;

import dev.signalbox.db.Database;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.table.LogRule;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Puts calls into a database as the call log does, at once. */
public final class StoredCalls {
  private StoredCalls() {}

  /** Keeps all of them, as a task without a rule of its own has it. */
  public static void store(Database database, RoutedCall... calls) {
    store(database, LogRule.DEFAULT, calls);
  }

  /** Keeps what {@code rule} says. */
  public static void store(Database database, LogRule rule, RoutedCall... calls) {
    try (Packing.Packer packer = new Packing.Packer();
        Delivery delivery = new Delivery(database, () -> KeepFrom.EVER)) {
      delivery.deliver(
          Arrays.stream(calls)
              .map(call -> LoggedCall.record(call, rule, UnaryOperator.identity()))
              .map(record -> PackedCall.of(LoggedCall.parse(record), packer))
              .toList());
    } catch (SQLException e) {
      throw new AssertionError("the database does not take calls", e);
    }
  }
}
