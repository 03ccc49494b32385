package dev.signalbox.db.embedded;

import dev.signalbox.db.DatabaseException;
import dev.signalbox.router.time.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of one data folder: its data directory and its process. */
final class Server {
  static final String USER = "signalbox";

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

  /** Long enough to recover from a crash: what was written since the last checkpoint. */
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(45);

  private static final int START_TRIES = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  /** What a tool's own time limit is exceeded by before we stop waiting for the tool. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * On the command line, where neither a settings file nor {@code alter system} overrides them. The
   * log keeps no statements, for they hold prompts and answers.
   */
  private static final String SETTINGS =
      Stream.of(
              "fsync=on",
              "synchronous_commit=on",
              "full_page_writes=on",
              "listen_addresses=127.0.0.1",
              "unix_socket_directories=''",
              "max_connections=60",
              "shared_buffers=64MB",
              "max_wal_size=512MB",
              "max_parallel_workers_per_gather=0",
              "jit=off",
              "log_checkpoints=off",
              "log_min_error_statement=panic")
          .map(" -c "::concat)
          .collect(Collectors.joining());

  private final DataFolder data;
  private final Binaries binaries;
  private final Account account;
  private final Sleeper sleeper;

  private Server(DataFolder data, Binaries binaries, Account account, Sleeper sleeper) {
    this.data = data;
    this.binaries = binaries;
    this.account = account;
    this.sleeper = sleeper;
  }

  /** Makes the data directory on first use, and stops a server that was left behind. */
  static Server prepare(DataFolder data, Binaries binaries, Sleeper sleeper) throws IOException {
    Path directory = data.hasCluster() ? data.cluster() : emptyDirectory(data);
    Account account = Account.forServer(binaries.program("postgres"), directory);
    Server server = new Server(data, binaries, account, sleeper);
    if (data.hasCluster()) {
      server.stopOrphan();
    } else {
      server.initialize();
    }
    return server;
  }

  private static Path emptyDirectory(DataFolder data) throws IOException {
    Folders.delete(data.unfinishedCluster());
    return Files.createDirectory(
        data.unfinishedCluster(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private void initialize() throws IOException {
    Path passwordFile = data.root().resolve("initdb.password");
    DataFolder.writePrivately(passwordFile, data.password());
    try {
      account.own(passwordFile);
      Command.Ending ending =
          run(
              INITDB_LIMIT,
              "initdb",
              List.of(
                  "--pgdata=" + data.unfinishedCluster(),
                  "--username=" + USER,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--no-instructions"));
      if (!ending.succeeded()) {
        throw new DatabaseException(
            "cannot make a database in " + data.root() + ": " + ending.complaint());
      }
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.move(data.unfinishedCluster(), data.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Starts the server and waits until it takes connections.
   *
   * @return its port
   * @throws DatabaseException if it does not start, with what its log says
   */
  int start(OptionalInt port) throws IOException {
    ServerLog log = new ServerLog(data.log());
    log.prepare();
    account.own(data.log());
    for (int tries = 1; ; tries++) {
      int chosen = Ports.choose(port, data.rememberedPort());
      long offset = log.length();
      Command.Ending ending = pgCtl(START_LIMIT, "start", "--log=" + data.log(), options(chosen));
      if (ending.succeeded()) {
        data.rememberPort(chosen);
        return chosen;
      }
      String logged = log.complaintSince(offset);
      if (tries == START_TRIES || !isPassing(logged)) {
        throw new DatabaseException(
            "the embedded PostgreSQL in %s did not start: %s (log: %s)"
                .formatted(
                    data.root(), logged.isEmpty() ? ending.complaint() : logged, data.log()));
      }
      pause();
    }
  }

  /**
   * Stops the server after it has ended its clients' connections; one that is not running is left
   * alone.
   */
  void stop() throws IOException {
    if (isRunning() && !pgCtl(STOP_LIMIT, "stop", "--mode=fast").succeeded() && isRunning()) {
      LOG.warn(
          "PostgreSQL in {} does not stop; it is stopped hard and recovers later", data.root());
      Command.Ending ending = pgCtl(STOP_LIMIT, "stop", "--mode=immediate");
      if (!ending.succeeded()) {
        throw new DatabaseException(
            "cannot stop the embedded PostgreSQL in " + data.root() + ": " + ending.complaint());
      }
    }
  }

  private void stopOrphan() throws IOException {
    Optional<Postmaster> named = Postmaster.of(data.cluster());
    if (named.isEmpty()) {
      return;
    }
    switch (named.get().standing()) {
      case OURS -> {
        LOG.info(
            "stopping PostgreSQL process {}, left behind in {}",
            named.get().pid().orElseThrow(),
            data.root());
        stop();
      }
      case STRANGER -> named.get().forget();
      case UNDECIDED -> {}
    }
  }

  private boolean isRunning() throws IOException {
    return Postmaster.of(data.cluster())
        .filter(postmaster -> postmaster.standing() == Postmaster.Standing.OURS)
        .isPresent();
  }

  /**
   * Whether a start failed for a reason that goes away: the port was taken in the meantime, or
   * something of a killed server is still there: its children, or its number until it is reaped.
   */
  private static boolean isPassing(String logged) {
    return Stream.of(
            "could not create any TCP/IP sockets",
            "pre-existing shared memory block",
            "lock file \"postmaster.pid\" already exists")
        .anyMatch(logged::contains);
  }

  private void pause() throws IOException {
    try {
      sleeper.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static String options(int port) {
    return "--options=-c port=" + port + SETTINGS;
  }

  private Command.Ending pgCtl(Duration limit, String action, String... options)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(action, "--wait", "--silent"));
    words.add("--pgdata=" + data.cluster());
    words.add("--timeout=" + limit.toSeconds());
    words.addAll(List.of(options));
    return run(limit.plus(GRACE), "pg_ctl", words);
  }

  private Command.Ending run(Duration limit, String program, List<String> options)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(binaries.program(program).toString()));
    words.addAll(options);
    return new Command(account, data.root(), data.commandOutput()).run(limit, words);
  }
}
