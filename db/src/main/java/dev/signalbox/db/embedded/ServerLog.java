package dev.signalbox.db.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The server's log. */
record ServerLog(Path file) {
  private static final long ROLL_AT_BYTES = 4L << 20;
  private static final int TAIL_BYTES = 4096;

  /** Makes the file, or sets a long one aside; the one set aside before is dropped. */
  void prepare() throws IOException {
    if (Files.exists(file) && Files.size(file) > ROLL_AT_BYTES) {
      Path previous = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  long length() throws IOException {
    return Files.size(file);
  }

  /** What went wrong since the log had this length, on one line. */
  String complaintSince(long offset) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(offset, log.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
      log.seek(from);
      log.readFully(bytes);
      return Complaint.in(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
