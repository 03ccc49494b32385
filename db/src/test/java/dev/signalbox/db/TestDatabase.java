package dev.signalbox.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A fresh, empty database on real PostgreSQL: in a container when a Docker engine answers, else on
 * the embedded server; the log says which. Make one for a test class, or for a test; they share a
 * server. Closing drops it.
 */
public final class TestDatabase implements AutoCloseable {
  private final DatabaseAddress address;

  private TestDatabase(DatabaseAddress address) {
    this.address = address;
  }

  public static TestDatabase create() {
    DatabaseAddress server = TestServer.address();
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "create database " + name);
    String url = server.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    return new TestDatabase(new DatabaseAddress(url, server.user(), server.password()));
  }

  public DatabaseAddress address() {
    return address;
  }

  /** Connects and makes the whole schema; whoever calls this closes it. */
  public Database migrated() {
    Database database = Database.connect(address);
    database.migrate();
    return database;
  }

  @Override
  public void close() {
    execute(TestServer.address(), "drop database " + address.database() + " with (force)");
  }

  private static void execute(DatabaseAddress server, String sql) {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError("cannot prepare a test database: " + sql, e);
    }
  }
}
