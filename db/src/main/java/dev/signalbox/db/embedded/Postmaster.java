package dev.signalbox.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The server process that a data directory's {@code postmaster.pid} names. The file outlives a
 * killed server, and by then its number may belong to somebody else.
 *
 * @param pid absent when the machine went down before the number was written
 */
record Postmaster(Path cluster, OptionalLong pid) {

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

  private Standing standing(ProcessHandle.Info process) {
    Optional<Path> program = process.command().map(Path::of);
    if (program.isEmpty()) {
      return Standing.UNDECIDED;
    }
    if (!program.get().endsWith("postgres")) {
      return Standing.STRANGER;
    }
    return serves(Arrays.asList(process.arguments().orElseGet(() -> new String[0])))
        ? Standing.OURS
        : Standing.UNDECIDED;
  }

  /** {@code pg_ctl} starts a server as {@code …/bin/postgres -D CLUSTER …}. */
  private boolean serves(List<String> arguments) {
    int option = arguments.indexOf("-D");
    return option >= 0
        && option + 1 < arguments.size()
        && arguments.get(option + 1).equals(cluster.toString());
  }

  /** Removes the pid file, which keeps a server from starting while the number is somebody's. */
  void forget() throws IOException {
    Files.deleteIfExists(file(cluster));
  }
}
