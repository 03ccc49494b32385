package dev.signalbox.db.embedded;

import static dev.signalbox.db.embedded.Sql.read;
import static dev.signalbox.db.embedded.Sql.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.DatabaseException;
import dev.signalbox.db.TestPrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a folder from one start to the next. Each test finds a folder with a database
 * whose server is down, and leaves it so.
 */
final class EmbeddedPostgresStartTest {
  private static Path folder;

  @BeforeAll
  static void makeTheDatabase(@TempDir Path parent) throws IOException {
    folder = parent.toRealPath().resolve("data");
    Path unfinished = Files.createDirectories(folder.resolve("cluster.unfinished"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "cut short");
    start().close();
  }

  @Test
  void keepsDataPortAndPasswordFromOneStartToTheNext() throws SQLException {
    DatabaseAddress first;
    try (EmbeddedPostgres postgres = start()) {
      first = postgres.address();
      write(first, "create table kept as select 'here' as word");
    }

    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.address()).isEqualTo(first);
      assertThat(read(first, "select word from kept")).isEqualTo("here");
    }
  }

  @Test
  void keepsWhatWasCommittedWhenTheServerIsKilled() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      write(postgres.address(), "create table committed as select generate_series(1, 1000)");
      ProcessHandle postmaster = postmaster();
      postmaster.destroyForcibly();
      awaitEnd(postmaster);
    }

    try (EmbeddedPostgres postgres = start()) {
      assertThat(read(postgres.address(), "select count(*) from committed")).isEqualTo("1000");
    }
  }

  @Test
  void refusesAFolderInUseAndStopsTheServerThatItsKilledUserLeftBehind() throws Exception {
    Process process = AnotherProcess.running(folder, TestPrograms.folder());
    ProcessHandle orphan = postmaster();
    try {
      assertThatThrownBy(EmbeddedPostgresStartTest::start)
          .isInstanceOf(DatabaseException.class)
          .hasMessage("the data folder %s is already in use by process %d", folder, process.pid());
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(orphan.isAlive()).isTrue();
    long logged = Files.size(log());

    try (EmbeddedPostgres postgres = start()) {
      awaitEnd(orphan);
      assertThat(read(postgres.address(), "select 1")).isEqualTo("1");
      assertThat(Files.readString(log()).substring((int) logged))
          .contains("database system was shut down at")
          .doesNotContain("automatic recovery");
    }
  }

  @Test
  void sparesAStrangerWhoseNumberThePidFileHas() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(pidFile(), stranger.pid() + "\n" + folder.resolve("cluster") + "\n1\n");

      start().close();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void startsDespiteAPidFileThatWasCutShort() throws IOException {
    Files.createFile(pidFile());

    start().close();

    assertThat(pidFile()).doesNotExist();
  }

  @Test
  void takesAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
    String remembered = Files.readString(folder.resolve("port")).strip();
    try (ServerSocket _ = new ServerSocket(Integer.parseInt(remembered), 1, loopback());
        EmbeddedPostgres postgres = start()) {
      assertThat(read(postgres.address(), "show port")).isNotEqualTo(remembered);
    }
  }

  @Test
  void saysThatAGivenPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, loopback())) {
      OptionalInt port = OptionalInt.of(taken.getLocalPort());

      assertThatThrownBy(() -> EmbeddedPostgres.start(folder, TestPrograms.folder(), port))
          .isInstanceOf(DatabaseException.class)
          .hasMessage("port %d for the embedded PostgreSQL is in use", taken.getLocalPort());
    }
  }

  @Test
  void quotesTheServersLogWhenItDoesNotStart() throws Exception {
    Path needed = folder.resolve("cluster/global/pg_control");
    Path aside = folder.resolve("aside");
    Files.move(needed, aside);
    try {
      assertThatThrownBy(EmbeddedPostgresStartTest::start)
          .isInstanceOf(DatabaseException.class)
          .hasMessageStartingWith("the embedded PostgreSQL in " + folder + " did not start: ")
          .hasMessageContaining("could not find the database system")
          .hasMessageEndingWith("(log: " + log() + ")");
    } finally {
      Files.move(aside, needed);
    }
  }

  @Test
  void saysWhatIsWrongWithAPathThatPostgresCannotTake() {
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder.resolve("a$b"), OptionalInt.empty()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("the data folder's path must not contain")
        .hasMessageEndingWith("a$b");
  }

  @Test
  void saysThatTheFolderIsAFile() {
    Path file = folder.resolve("port");

    assertThatThrownBy(() -> EmbeddedPostgres.start(file, OptionalInt.empty()))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("cannot run PostgreSQL in %s: %s is not a folder", file, file);
  }

  private static EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder, TestPrograms.folder(), OptionalInt.empty());
  }

  private static ProcessHandle postmaster() throws IOException {
    return ProcessHandle.of(
            Postmaster.of(folder.resolve("cluster")).orElseThrow().pid().orElseThrow())
        .orElseThrow();
  }

  /** A server removes its pid file a moment before its process is gone. */
  private static void awaitEnd(ProcessHandle process) {
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static Path pidFile() {
    return folder.resolve("cluster/postmaster.pid");
  }

  private static Path log() {
    return folder.resolve("postgresql.log");
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
