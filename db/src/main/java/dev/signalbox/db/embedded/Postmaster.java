package dev.signalbox.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The server process that a data directory's {@code postmaster.pid} names. The file outlives a
 * killed server, and by then its number may belong to somebody else.
 *
 * @param pid absent when the machine went down before the number was written
 */
record Postmaster(Path cluster, OptionalLong pid) {
  /** Counted from 0; before it: number, directory, time of start. */
  private static final int PORT_LINE = 3;

  /** Whose the process is. */
  enum Standing {
    /** The server of this data directory. */
    OURS,
    /** Certainly no PostgreSQL, or no number at all. */
    STRANGER,
    /**
     * Gone, or a PostgreSQL that is not certainly ours, for a data directory may have been moved
     * under its server. PostgreSQL's own check at start decides: two servers on one directory would
     * destroy it.
     */
    UNDECIDED
  }

  /** What the directory's pid file names, if it is there. */
  static Optional<Postmaster> of(Path cluster) throws IOException {
    Path file = file(cluster);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String first = Files.readString(file).lines().findFirst().orElse("");
    OptionalLong pid =
        first.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
    return Optional.of(new Postmaster(cluster, pid));
  }

  /** The port that the server listens on; absent until it does. */
  OptionalInt port() throws IOException {
    List<String> lines = Files.readAllLines(file(cluster));
    String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
    return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
  }

  private static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  Standing standing() {
    if (pid.isEmpty()) {
      return Standing.STRANGER;
    }
    return ProcessHandle.of(pid.getAsLong())
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::info)
        .map(this::standing)
        .orElse(Standing.UNDECIDED);
  }

  /**
   * {@code pg_ctl} starts our servers as {@code …/bin/postgres -D CLUSTER -c port=…}. Where the
   * server runs as another user, we may be shown its command line but not its program.
   */
  Standing standing(ProcessHandle.Info process) {
    boolean hasOurArguments =
        process
            .commandLine()
            .filter(line -> line.contains("postgres -D " + cluster + " -c port="))
            .isPresent();
    boolean mayBePostgres =
        process
            .command()
            .map(program -> program.endsWith("/postgres"))
            .or(() -> process.commandLine().map(line -> line.contains("postgres")))
            .orElse(true);
    if (!mayBePostgres) {
      return Standing.STRANGER;
    }
    return hasOurArguments ? Standing.OURS : Standing.UNDECIDED;
  }

  /** Removes the pid file, which keeps a server from starting while the number is somebody's. */
  void forget() throws IOException {
    Files.deleteIfExists(file(cluster));
  }
}
