package dev.signalbox.db.embedded;

import com.sun.security.auth.module.UnixSystem;
import dev.signalbox.db.DatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The user that the server runs as. PostgreSQL refuses to run as root, so root has to become
 * another; anybody else stays who they are.
 *
 * @param prefix what goes before a command
 * @param owner who has to own the data directory; absent when it is the one who makes it
 */
record Account(List<String> prefix, OptionalInt owner) {
  private static final Account OURSELVES = new Account(List.of(), OptionalInt.empty());

  /** Nobody: on every Linux, and nobody's files. */
  private static final int NOBODY = 65534;

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

  Account {
    prefix = List.copyOf(prefix);
  }

  /**
   * Finds a way to run {@code program} on {@code directory} and gives the directory to whom it has
   * to belong.
   *
   * @throws DatabaseException if we are root and there is none
   */
  static Account forServer(Path program, Path directory) throws IOException {
    if (new UnixSystem().getUid() != 0) {
      return OURSELVES;
    }
    for (Account candidate : candidates(Folders.owner(directory))) {
      if (candidate.canRun(program, directory)) {
        return candidate;
      }
    }
    throw new DatabaseException(
        "PostgreSQL refuses to run as root, and neither a user namespace (unshare --user) nor"
            + " another user id (setpriv --reuid) is to be had here: start Signalbox as an"
            + " ordinary user, or give it the URL of a server");
  }

  private static List<Account> candidates(int owner) {
    List<Account> candidates = new ArrayList<>();
    if (owner == 0) {
      candidates.add(inUserNamespace());
    }
    int uid = owner == 0 ? NOBODY : owner;
    candidates.add(as(uid));
    candidates.add(passingEveryFolder(uid));
    return candidates;
  }

  /**
   * In a user namespace without mappings we are nobody, and so are the files of root's: nothing
   * changes hands, and the folders above stay passable. Many containers forbid it.
   */
  private static Account inUserNamespace() {
    return new Account(List.of("unshare", "--user"), OptionalInt.empty());
  }

  private static Account as(int uid) {
    return new Account(setpriv(uid), OptionalInt.of(uid));
  }

  /**
   * For data in a folder that only root may enter, such as /root: the one capability that passes
   * file permissions stays. Without the securebit, access(2), which PostgreSQL uses to find its
   * programs, would ignore it.
   */
  private static Account passingEveryFolder(int uid) {
    List<String> prefix = new ArrayList<>(setpriv(uid));
    prefix.add("--securebits=+no_setuid_fixup");
    for (String set : List.of("--inh-caps", "--bounding-set")) {
      prefix.add(set + "=-all,+dac_override");
    }
    prefix.add("--ambient-caps=+dac_override");
    return new Account(prefix, OptionalInt.of(uid));
  }

  private static List<String> setpriv(int uid) {
    return List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
  }

  private boolean canRun(Path program, Path directory) {
    List<String> probe =
        List.of(
            "/bin/sh",
            "-c",
            "\"$1\" --version && test -w \"$2\"",
            "sh",
            program.toString(),
            directory.toString());
    try {
      own(directory);
      return new Command(this, Path.of("/"), directory.resolveSibling("probe.out"))
          .run(PROBE_LIMIT, probe)
          .succeeded();
    } catch (IOException _) {
      return false; // the tool is missing, or the directory cannot be given away
    }
  }

  /** Gives {@code path} and all in it to the server's user. */
  void own(Path path) throws IOException {
    if (owner.isPresent() && Folders.owner(path) != owner.getAsInt()) {
      Folders.give(path, owner.getAsInt());
    }
  }
}
