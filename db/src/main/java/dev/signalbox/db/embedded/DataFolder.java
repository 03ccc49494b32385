package dev.signalbox.db.embedded;

import dev.signalbox.db.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The folder that holds everything of one embedded server.
 *
 * @param root absolute, and without symbolic links, so that it can be compared with what a running
 *     server says
 */
record DataFolder(Path root) {
  /** PostgreSQL's own tools pass paths through a shell inside double quotes. */
  private static final String UNSAFE_CHARACTERS = "\"$`\\\n";

  private static final int PASSWORD_BYTES = 24;

  static DataFolder at(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (absolute.toString().chars().anyMatch(c -> UNSAFE_CHARACTERS.indexOf(c) >= 0)) {
      throw new DatabaseException(
          "the data folder's path must not contain a quote, dollar sign, backtick, backslash or"
              + " line break: "
              + absolute);
    }
    return new DataFolder(Files.createDirectories(absolute).toRealPath());
  }

  Path log() {
    return root.resolve("postgresql.log");
  }

  /** PostgreSQL's data directory. */
  Path cluster() {
    return root.resolve("cluster");
  }

  /** Where a data directory is made, so that one that was only half made is never used. */
  Path unfinishedCluster() {
    return root.resolve("cluster.unfinished");
  }

  /** What a command of the server's printed; one command runs at a time. */
  Path commandOutput() {
    return root.resolve("command.out");
  }

  boolean hasCluster() {
    return Files.exists(cluster().resolve("PG_VERSION"));
  }

  /** The password of the server's only user, made up on first use; only we may read its file. */
  String password() throws IOException {
    Path file = root.resolve("password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    if (hasCluster()) {
      throw new DatabaseException("the embedded database's password is gone: there is no " + file);
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    writePrivately(file, password);
    return password;
  }

  /** The port of the last time. */
  OptionalInt rememberedPort() throws IOException {
    Path file = portFile();
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    String port = Files.readString(file).strip();
    return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
  }

  void rememberPort(int port) throws IOException {
    Files.writeString(portFile(), port + "\n");
  }

  private Path portFile() {
    return root.resolve("port");
  }

  /** Writes a file that only its owner may read, whole or not at all. */
  static void writePrivately(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(ownerOnly()));
    Files.writeString(unfinished, text, StandardOpenOption.SYNC);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Set<PosixFilePermission> ownerOnly() {
    return PosixFilePermissions.fromString("rw-------");
  }
}
