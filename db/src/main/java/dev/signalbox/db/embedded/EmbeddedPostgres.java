package dev.signalbox.db.embedded;

import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.DatabaseException;
import dev.signalbox.db.folder.FolderInUseException;
import dev.signalbox.db.folder.FolderLock;
import dev.signalbox.router.time.Sleeper;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL server of our own on the loopback interface, with its data in one folder and every
 * commit on disk before it is answered. At most one process uses a folder at a time. Whoever starts
 * it closes it, also when the process is told to end. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String DATABASE = "signalbox";
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final FolderLock lock;
  private final Server server;
  private final DatabaseAddress address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(FolderLock lock, Server server, DatabaseAddress address) {
    this.lock = lock;
    this.server = server;
    this.address = address;
  }

  /**
   * Starts the server of {@code folder}, which is filled on first use. A server that a killed
   * process left behind is stopped first, and one that was killed recovers.
   *
   * @param port where to listen; when absent, the port of the last time or, if that is taken, any
   *     free one
   * @throws DatabaseException if it cannot run, saying why in one sentence
   */
  public static EmbeddedPostgres start(Path folder, OptionalInt port) {
    return start(folder, folder.resolve("programs"), port);
  }

  /**
   * As {@link #start(Path, OptionalInt)}, with PostgreSQL's programs in a folder that servers may
   * share.
   */
  public static EmbeddedPostgres start(Path folder, Path programs, OptionalInt port) {
    try {
      DataFolder data = DataFolder.at(folder);
      FolderLock lock = FolderLock.acquire(data.root(), "the data folder");
      try {
        Server server = Server.prepare(data, Binaries.unpack(programs), Sleeper.REAL);
        return new EmbeddedPostgres(lock, server, running(server, data, port));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (FolderInUseException e) {
      throw new DatabaseException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new DatabaseException("cannot run PostgreSQL in " + folder + ": " + reason(e), e);
    }
  }

  /**
   * Where the server of {@code folder} is that another process, or this one, started and has still.
   * It ends when that process closes it.
   *
   * @return empty when nobody has the folder, or its server does not answer
   */
  public static Optional<DatabaseAddress> running(Path folder) {
    try {
      Path root = folder.toRealPath();
      if (FolderLock.holder(root).isEmpty()) {
        return Optional.empty();
      }
      DataFolder data = DataFolder.at(root);
      Optional<Postmaster> postmaster = Postmaster.of(data.cluster());
      OptionalInt port = postmaster.isEmpty() ? OptionalInt.empty() : postmaster.get().port();
      return port.isEmpty()
          ? Optional.empty()
          : Optional.of(addressOf(DATABASE, port.getAsInt(), data.password()))
              .filter(EmbeddedPostgres::answers);
    } catch (IOException _) {
      return Optional.empty(); // not there, or about to go
    }
  }

  private static boolean answers(DatabaseAddress address) {
    try (Connection connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
      return connection.isValid((int) ANSWER_LIMIT.toSeconds());
    } catch (SQLException _) {
      return false;
    }
  }

  private static DatabaseAddress running(Server server, DataFolder data, OptionalInt port)
      throws IOException {
    int chosen = server.start(port);
    try {
      createDatabase(addressOf("postgres", chosen, data.password()));
      return addressOf(DATABASE, chosen, data.password());
    } catch (SQLException e) {
      server.stop();
      throw new DatabaseException(
          "the embedded PostgreSQL in " + data.root() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static DatabaseAddress addressOf(String database, int port, String password) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, Server.USER, password);
  }

  private static void createDatabase(DatabaseAddress server) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      if (!exists(statement)) {
        statement.execute("create database " + DATABASE);
      }
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
      return found.next();
    }
  }

  /** These two say only the file in their message. */
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied for " + denied.getFile();
      case FileAlreadyExistsException exists -> exists.getFile() + " is not a folder";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Where to connect. */
  public DatabaseAddress address() {
    return address;
  }

  /**
   * Ends every connection, stops the server and waits until it is down; then another process may
   * use the folder.
   *
   * @throws DatabaseException if the server does not stop
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (lock) {
      server.stop();
    } catch (IOException e) {
      throw new DatabaseException("cannot stop the embedded PostgreSQL: " + reason(e), e);
    }
  }
}
