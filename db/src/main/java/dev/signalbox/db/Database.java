package dev.signalbox.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL database through a pool of connections. Thread-safe. */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private static final int POOL_SIZE = 10;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** A server that stopped answering in the midst of a statement is given up after this. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /**
   * The server gives up what nobody waits for any more, and whoever holds a snapshot without using
   * it, which would keep rows from being cleared away and days from being dropped.
   */
  private static final String SESSION =
      "set statement_timeout = '25s'; set idle_in_transaction_session_timeout = '2min'";

  private final HikariDataSource pool;
  private final Schema schema;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool, Schema schema) {
    this.pool = pool;
    this.schema = schema;
    this.jdbi =
        Jdbi.create(pool).installPlugin(new SqlObjectPlugin()).installPlugin(new PostgresPlugin());
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /**
   * Connects, waiting at most a few seconds. The schema may still be an older one, or none.
   *
   * @throws DatabaseException if the database is not there or does not let us in
   */
  public static Database connect(DatabaseAddress address) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("signalbox");
    config.setJdbcUrl(address.jdbcUrl());
    if (!address.user().isEmpty()) {
      config.setUsername(address.user());
      config.setPassword(address.password());
    }
    config.setMaximumPoolSize(POOL_SIZE);
    config.setConnectionTimeout(CONNECT_LIMIT.toMillis());
    config.setConnectionInitSql(SESSION);
    // Options of the URL win over these.
    config.addDataSourceProperty("ApplicationName", "signalbox");
    config.addDataSourceProperty("connectTimeout", CONNECT_LIMIT.toSeconds());
    config.addDataSourceProperty("socketTimeout", ANSWER_LIMIT.toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // An error must not carry prompts and answers into a log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    try {
      return new Database(new HikariDataSource(config), Schema.at(address));
    } catch (PoolInitializationException e) {
      throw new DatabaseException(whyNot(address, e.getCause()), e);
    } catch (RuntimeException e) {
      throw new DatabaseException("the database URL is wrong: " + address.jdbcUrl(), e);
    }
  }

  private static String whyNot(DatabaseAddress address, @Nullable Throwable cause) {
    String state =
        cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    String server = "PostgreSQL at " + address.servers();
    return switch (state) {
      case "28P01", "28000" -> server + " does not let in user \"" + address.user() + "\"";
      case "3D000" -> server + " has no database \"" + address.database() + "\"";
      case "53300" -> server + " has no connection left for us";
      case "57P03" -> server + " is starting up or shutting down";
      default ->
          state.startsWith("08")
              ? "no PostgreSQL answers at " + address.servers()
              : server
                  + " cannot be used: "
                  + (cause == null ? "no reason given" : cause.getMessage());
    };
  }

  /**
   * Brings the schema up to date; several processes may do so at once.
   *
   * @return how many migrations that took
   * @throws DatabaseException if one fails or its locks are not to be had, the schema is not ours,
   *     or it is too new for this program
   */
  public int migrate() {
    return migrate(step -> LOG.info("schema: {}", step));
  }

  /** The same, with a line for every step, and for every wait. */
  public int migrate(Consumer<String> progress) {
    return schema.migrate(progress);
  }

  /** Every migration that was made or is still to be made, in order. */
  public List<Migration> status() {
    return schema.status();
  }

  /**
   * A step of the schema.
   *
   * @param version what it brings the schema to
   * @param madeAt absent while it is still to be made
   */
  public record Migration(String version, String description, Optional<Instant> madeAt) {}

  /** For the stores of this module and its views. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** For those who bring their own SQL. */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
