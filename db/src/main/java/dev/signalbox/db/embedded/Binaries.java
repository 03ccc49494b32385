package dev.signalbox.db.embedded;

import dev.signalbox.db.DatabaseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path.
 *
 * @param folder named by the archive's hash, so that another version is another folder
 */
record Binaries(Path folder) {
  private static final int HASH_DIGITS = 12;

  /**
   * Unpacks into a folder in {@code parent}, unless that was done before. Processes may do so at
   * once: each unpacks beside, and the first to rename wins.
   */
  static Binaries unpack(Path parent) throws IOException {
    String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path folder = parent.resolve(hash(archive));
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(parent);
      Path unfinished = Files.createTempDirectory(parent, "unfinished-");
      try {
        unpack(archive, unfinished);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        rename(unfinished, folder);
      } finally {
        Folders.delete(unfinished);
      }
    }
    return new Binaries(folder);
  }

  private static void rename(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The archive's name on the class path, as the jars of zonky's binaries have it. */
  static String archiveName(String system, String architecture) {
    String os = system.toLowerCase(Locale.ROOT);
    String arch = architecture.toLowerCase(Locale.ROOT);
    String platform = os.startsWith("mac") ? "darwin" : os;
    return switch (arch) {
      case "amd64", "x86_64" -> "/postgres-" + platform + "-x86_64.txz";
      case "aarch64", "arm64" -> "/postgres-" + platform + "-arm_64.txz";
      default -> "/postgres-" + platform + "-" + arch + ".txz";
    };
  }

  private static InputStream open(String archive) {
    InputStream stream = Binaries.class.getResourceAsStream(archive);
    if (stream == null) {
      throw new DatabaseException(
          "this build of Signalbox brings no PostgreSQL for this machine (there is no "
              + archive.substring(1)
              + " on its class path); build it here, or give it the URL of a server");
    }
    return stream;
  }

  private static String hash(String archive) throws IOException {
    try (InputStream in = open(archive);
        DigestInputStream digested =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      String hex = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      return hex.substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static void unpack(String archive, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(open(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = entry.resolveIn(into);
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
