package dev.signalbox.db.embedded;

import static dev.signalbox.db.embedded.Sql.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.TestPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs, in a folder whose name has spaces and a quote. */
final class EmbeddedPostgresTest {
  private static Path folder;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start(@TempDir Path parent) {
    folder = parent.resolve("it's a folder");
    postgres = EmbeddedPostgres.start(folder, folder.resolve("its programs"), OptionalInt.empty());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void isDurable() throws SQLException {
    assertThat(show("fsync")).isEqualTo("on");
    assertThat(show("synchronous_commit")).isEqualTo("on");
    assertThat(show("full_page_writes")).isEqualTo("on");
    assertThat(show("data_checksums")).isEqualTo("on");
  }

  @Test
  void keepsItsDataInItsFolder() throws Exception {
    assertThat(show("data_directory")).isEqualTo(folder.toRealPath().resolve("cluster").toString());
  }

  @Test
  void listensOnLoopbackOnly() throws SQLException {
    assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(show("unix_socket_directories")).isEmpty();
  }

  @Test
  void letsNobodyInWithoutThePassword() throws SQLException {
    DatabaseAddress wrong =
        new DatabaseAddress(postgres.address().jdbcUrl(), postgres.address().user(), "wrong");

    assertThatThrownBy(() -> read(wrong, "select 1"))
        .hasMessageContaining("password authentication failed");
    assertThat(
            read(
                postgres.address(),
                "select rolpassword from pg_authid where rolname = current_user"))
        .startsWith("SCRAM-SHA-256$");
  }

  @Test
  void keepsThePasswordToItsOwner() throws Exception {
    Path file = folder.resolve("password");

    assertThat(file).hasContent(postgres.address().password());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void usesNoLocaleOfTheMachine() throws SQLException {
    assertThat(show("server_encoding")).isEqualTo("UTF8");
    assertThat(
            read(
                postgres.address(),
                "select datcollate from pg_database where datname = current_database()"))
        .isEqualTo("C");
  }

  @Test
  void keepsStatementsOutOfItsLog() throws Exception {
    assertThatThrownBy(() -> read(postgres.address(), "select 'a prompt' from nowhere"))
        .hasMessageContaining("nowhere");

    assertThat(folder.resolve("postgresql.log"))
        .content()
        .contains("relation \"nowhere\" does not exist")
        .doesNotContain("a prompt");
  }

  @Test
  void staysLockedWhenThisProcessTriesAgain() {
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder, OptionalInt.empty()))
        .hasMessageEndingWith("is already in use by this process");

    assertThatThrownBy(() -> AnotherProcess.running(folder, TestPrograms.folder()))
        .hasMessageStartingWith("the second process ended before its server ran")
        .hasMessageContaining("is already in use by process " + ProcessHandle.current().pid());
  }

  private static String show(String setting) throws SQLException {
    return read(postgres.address(), "show " + setting);
  }
}
