package dev.signalbox.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DatabaseTest {
  private TestDatabase test;

  @BeforeEach
  void create() {
    test = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    test.close();
  }

  @Test
  void bringsTheSchemaUpToDateOnce() {
    try (Database database = Database.connect(test.address())) {
      assertThat(database.status()).noneMatch(migration -> migration.madeAt().isPresent());

      int made = database.migrate();

      assertThat(made).isEqualTo(database.status().size()).isGreaterThanOrEqualTo(2);
      assertThat(database.status()).allMatch(migration -> migration.madeAt().isPresent());
      assertThat(database.migrate()).isZero();
    }
  }

  @Test
  void makesOurTablesAndThoseOfQuartz() {
    try (Database database = test.migrated()) {
      assertThat(tables(database)).contains("call", "attempt", "run", "alert", "routing_table");
      assertThat(tables(database)).filteredOn(name -> name.startsWith("qrtz_")).hasSize(11);
    }
  }

  @Test
  void doesNotDropTheTablesOfAnotherQuartz() {
    assertThat(
            QuartzTables.statements(
                "drop table a;\n-- a comment;\ncreate table b (\nc int);\ncommit;\n"))
        .containsExactly("create table b (\nc int)");
  }

  /**
   * When this fails, Quartz changed its tables: add a migration that brings the old to the new,
   * then put the new script's hash here.
   */
  @Test
  void knowsQuartzsScript() throws Exception {
    assertThat(sha256(QuartzTables.script()))
        .isEqualTo("60d22e05e00203702f18f835916c75270aeb6828e7051bb81dd87ebd7bf6a943");
  }

  @Test
  void namesHostAndPortWhenNoDatabaseIsThere() throws IOException {
    int port = freePort();

    assertThatThrownBy(() ->
            Database.connect(
                DatabaseAddress.of("postgres://ann:secret@127.0.0.1:" + port + "/box")))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("no PostgreSQL answers at 127.0.0.1:" + port);
  }

  @Test
  void saysThatTheUrlIsWrong() {
    assertThatThrownBy(
            () -> Database.connect(DatabaseAddress.of("postgres://ann:secret@db.test:port/box")))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("the database URL is wrong: jdbc:postgresql://db.test:port/box");
  }

  @Test
  void saysThatTheUserIsNotLetIn() {
    DatabaseAddress wrong = new DatabaseAddress(test.address().jdbcUrl(), "ann", "secret");

    assertThatThrownBy(() -> Database.connect(wrong))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("PostgreSQL at " + wrong.servers() + " does not let in user \"ann\"");
  }

  @Test
  void saysThatTheServerHasNoSuchDatabase() {
    DatabaseAddress wrong =
        new DatabaseAddress(
            test.address().jdbcUrl().replace(test.address().database(), "box"),
            test.address().user(),
            test.address().password());

    assertThatThrownBy(() -> Database.connect(wrong))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("PostgreSQL at " + wrong.servers() + " has no database \"box\"");
  }

  @Test
  void refusesASchemaThatIsNotOurs() {
    try (Database database = Database.connect(test.address())) {
      database.jdbi().useHandle(handle -> handle.execute("create table theirs ()"));

      assertThatThrownBy(database::migrate)
          .isInstanceOf(DatabaseException.class)
          .hasMessageStartingWith("cannot bring the database's schema up to date");
    }
  }

  @Test
  void lendsConnectionsThatTheServerDoesNotWaitForInVain() {
    try (Database database = Database.connect(test.address())) {
      database
          .jdbi()
          .useHandle(handle -> {
            assertThat(setting(handle, "statement_timeout")).isEqualTo("25s");
            assertThat(setting(handle, "idle_in_transaction_session_timeout")).isEqualTo("2min");
          });
    }
  }

  private static String setting(Handle handle, String name) {
    return handle.createQuery("show " + name).mapTo(String.class).one();
  }

  @Test
  void keepsValuesOutOfItsErrors() {
    try (Database database = Database.connect(test.address())) {
      database
          .jdbi()
          .useHandle(handle -> handle.execute("create table numbers (number int unique)"));

      assertThatThrownBy(() ->
              database
                  .jdbi()
                  .useHandle(handle ->
                      handle
                          .prepareBatch("insert into numbers values (cast(:n as int))")
                          .bind("n", "4711")
                          .add()
                          .bind("n", "4711")
                          .add()
                          .execute()))
          .satisfies(
              e -> assertThat(stackTrace(e)).contains("numbers_number_key").doesNotContain("4711"));
    }
  }

  private static List<String> tables(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select table_name from information_schema.tables where table_schema = 'public'")
                .mapTo(String.class)
                .list());
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }
}
