package dev.signalbox.db.view;

import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Reads a page's figures as of one moment, so that they agree with one another, and gives up on a
 * query that would hold the database for long. Thread-safe.
 */
final class Snapshot {
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(10);

  private final Jdbi jdbi;

  Snapshot(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  <D, R> R read(Class<D> queries, Function<D, R> reading) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.setReadOnly(true);
          handle.getConfig(SqlStatements.class).setQueryTimeout((int) QUERY_LIMIT.toSeconds());
          return reading.apply(handle.attach(queries));
        });
  }
}
