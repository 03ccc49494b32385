package dev.signalbox.db.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A file of a journal. It begins with a header that says so, in which version of the format.
 *
 * @param number counts up; the order of the records
 */
record Segment(long number, Path file) {
  static final int HEADER = 12;

  private static final byte[] NAME = {'S', 'B', 'J', 'R', 'N', 'L', 0};
  private static final byte VERSION = 1;
  private static final Pattern FILE = Pattern.compile("(\\d{12})\\.journal");

  static Segment in(Path folder, long number) {
    return new Segment(number, folder.resolve("%012d.journal".formatted(number)));
  }

  /** The segment that a file of that name is. */
  static Optional<Segment> of(Path file) {
    Matcher name = FILE.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(new Segment(Long.parseLong(name.group(1)), file))
        : Optional.empty();
  }

  long size() {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0; // it is gone
    }
  }

  static byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER).put(NAME).put(VERSION);
    header.putInt(crc(header.array()));
    return header.array();
  }

  private static int crc(byte[] header) {
    CRC32C crc = new CRC32C();
    crc.update(header, 0, HEADER - Integer.BYTES);
    return (int) crc.getValue();
  }

  /** Whether a later version of this program wrote it, in a form that this one does not know. */
  boolean isNewer() {
    byte[] header = new byte[HEADER];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.readFully(header);
    } catch (IOException _) {
      return false; // too short to be anything
    }
    boolean intact =
        ByteBuffer.wrap(header).getInt(HEADER - Integer.BYTES) == crc(header)
            && ByteBuffer.wrap(header, 0, NAME.length).equals(ByteBuffer.wrap(NAME));
    return intact && header[NAME.length] > VERSION;
  }

  Path damaged() {
    return file.resolveSibling(file.getFileName().toString().replace(".journal", ".damaged"));
  }
}
