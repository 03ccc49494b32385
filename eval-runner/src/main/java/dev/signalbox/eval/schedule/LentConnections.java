package dev.signalbox.eval.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.ConnectionProvider;

/**
 * Lends Quartz connections of a pool that is not its own. Quartz takes a provider by name from a
 * static registry that forgets none, so this one lets go of the pool when Quartz shuts down.
 */
final class LentConnections implements ConnectionProvider {
  private volatile @Nullable DataSource pool;

  LentConnections(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    DataSource lender = pool;
    if (lender == null) {
      throw new SQLException("the scheduler was shut down");
    }
    return lender.getConnection();
  }

  @Override
  public void initialize() {
    // The pool is open.
  }

  @Override
  public void shutdown() {
    pool = null;
  }
}
