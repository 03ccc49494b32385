package dev.signalbox.db;

import dev.signalbox.router.time.Sleeper;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The schema of a database, brought up to date beneath those who work with it. A migration that
 * does not get a lock at once gives up its place in the queue, in which all others would stand
 * behind it, and tries again later. Thread-safe.
 */
final class Schema {
  static final String MIGRATIONS = "classpath:dev/signalbox/db/migration";

  private static final int CONNECT_SECONDS = 5;

  /** Of one process for another that is at it: ten minutes, at one a second. */
  private static final int TURN_RETRIES = 600;

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DEADLOCK = "40P01";

  private final DataSource source;
  private final Patience patience;
  private final Sleeper sleeper;
  private final List<String> locations;

  /**
   * How hard a migration tries for its locks.
   *
   * @param lockLimit how long others wait behind it, at most
   * @param tries one or more
   * @param pause between two tries, for those who had to wait
   */
  record Patience(Duration lockLimit, int tries, Duration pause) {
    static final Patience STANDARD = new Patience(Duration.ofSeconds(2), 40, Duration.ofSeconds(3));
  }

  Schema(DatabaseAddress address, Patience patience, Sleeper sleeper, String... locations) {
    this.source = source(address, patience.lockLimit());
    this.patience = patience;
    this.sleeper = sleeper;
    this.locations = List.of(locations);
  }

  static Schema at(DatabaseAddress address) {
    return new Schema(address, Patience.STANDARD, Sleeper.REAL, MIGRATIONS);
  }

  /** Connections of its own, for a migration may take longer than the pool lets a statement. */
  private static DataSource source(DatabaseAddress address, Duration lockLimit) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(address.jdbcUrl());
    if (!address.user().isEmpty()) {
      source.setUser(address.user());
      source.setPassword(address.password());
    }
    source.setApplicationName("signalbox migration");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    source.setOptions("-c lock_timeout=" + lockLimit.toMillis());
    source.setLogServerErrorDetail(false);
    return source;
  }

  /** To be completed by whoever wants something else of it. */
  FluentConfiguration flyway() {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .lockRetryCount(TURN_RETRIES)
        // Its lock in a transaction would be waited for by an index that is made concurrently.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .locations(locations.toArray(String[]::new))
        .javaMigrations(new QuartzTables());
  }

  /** See {@link Database#migrate(Consumer)}. */
  int migrate(Consumer<String> progress) {
    Flyway flyway = flyway().callbacks(new Progress(progress)).load();
    try {
      refuseIfTooNew(flyway);
      int before = flyway.info().applied().length;
      tryUntilLocked(flyway, progress);
      return flyway.info().applied().length - before;
    } catch (FlywayException | JdbiException e) {
      throw new DatabaseException(
          "cannot bring the database's schema up to date: " + e.getMessage(), e);
    }
  }

  private static final class Progress extends BaseCallback {
    private final Consumer<String> lines;

    Progress(Consumer<String> lines) {
      this.lines = lines;
    }

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
      MigrationInfo migration = context.getMigrationInfo();
      if (migration != null) {
        lines.accept("made %s %s".formatted(migration.getVersion(), migration.getDescription()));
      }
    }
  }

  private void tryUntilLocked(Flyway flyway, Consumer<String> progress) {
    for (int tries = 1; ; tries++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        if (!isForWantOfALock(e)) {
          throw e;
        }
        if (tries == patience.tries()) {
          throw new DatabaseException(
              ("cannot bring the database's schema up to date: others held a lock it needs each of"
                      + " the %d times it tried; end the long transactions that pg_stat_activity"
                      + " shows, and migrate again")
                  .formatted(tries),
              e);
        }
        progress.accept("a long transaction is in the way; letting others go first");
        pause();
      }
    }
  }

  private void pause() {
    try {
      sleeper.sleep(patience.pause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while waiting to migrate the schema", e);
    }
  }

  private static boolean isForWantOfALock(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return LOCK_NOT_AVAILABLE.equals(sql.getSQLState()) || DEADLOCK.equals(sql.getSQLState());
      }
    }
    return false;
  }

  private void refuseIfTooNew(Flyway flyway) {
    int known =
        Arrays.stream(flyway.info().all())
            .filter(migration -> migration.getState().isResolved())
            .mapToInt(migration -> migration.getVersion().getMajor().intValueExact())
            .max()
            .orElseThrow();
    OptionalInt oldest = Jdbi.create(source).withHandle(Schema::oldestProgram);
    if (oldest.isPresent() && oldest.getAsInt() > known) {
      throw new DatabaseException(
          ("the database's schema is too new for this program, which knows it up to version %d:"
                  + " only programs that know version %d can still work with it")
              .formatted(known, oldest.getAsInt()));
    }
  }

  private static OptionalInt oldestProgram(Handle handle) {
    boolean stated =
        handle
            .createQuery("select to_regclass('schema_support') is not null")
            .mapTo(Boolean.class)
            .one();
    return stated
        ? OptionalInt.of(
            handle
                .createQuery("select oldest_program from schema_support")
                .mapTo(Integer.class)
                .one())
        : OptionalInt.empty();
  }

  /** See {@link Database#status}. */
  List<Database.Migration> status() {
    try {
      return Arrays.stream(flyway().load().info().all()).map(Schema::migration).toList();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "cannot read the state of the database's schema: " + e.getMessage(), e);
    }
  }

  private static Database.Migration migration(MigrationInfo info) {
    Optional<Instant> madeAt = Optional.ofNullable(info.getInstalledOn()).map(Date::toInstant);
    return new Database.Migration(info.getVersion().toString(), info.getDescription(), madeAt);
  }
}
