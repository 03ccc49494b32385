package dev.signalbox.db.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A record in a segment: four bytes that stand in no UTF-8 text, the length, a CRC-32C of length
 * and content, the content. Integers are big-endian.
 */
final class Frame {
  static final int HEADER = 12;
  static final int LONGEST = 64 << 20;

  private static final int MAGIC = 0xff00fe01;
  private static final byte FIRST = (byte) (MAGIC >>> 24);

  private Frame() {}

  /** What stands at a place. */
  enum State {
    /** A whole record. */
    WHOLE,
    /** The beginning of one, as far as can be seen. */
    BEGINNING,
    /** None. */
    NONE
  }

  static int crc(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, content.remaining()));
    crc.update(content);
    return (int) crc.getValue();
  }

  /** Writes a header into {@code buffer}. */
  static void putHeader(ByteBuffer buffer, int length, int crc) {
    buffer.putInt(0, MAGIC).putInt(Integer.BYTES, length).putInt(2 * Integer.BYTES, crc);
  }

  static int length(ByteBuffer bytes, int at) {
    return bytes.getInt(at + Integer.BYTES);
  }

  /** Looks at {@code bytes} from {@code at} up to its limit. */
  static State at(ByteBuffer bytes, int at) {
    int seen = bytes.limit() - at;
    if (seen < HEADER) {
      return bytes.get(at) == FIRST ? State.BEGINNING : State.NONE;
    }
    int length = length(bytes, at);
    if (bytes.getInt(at) != MAGIC || length < 0 || length > LONGEST) {
      return State.NONE;
    }
    if (seen < HEADER + length) {
      return State.BEGINNING;
    }
    boolean intact = crc(bytes.slice(at + HEADER, length)) == bytes.getInt(at + 2 * Integer.BYTES);
    return intact ? State.WHOLE : State.NONE;
  }

  /** Where the next record may begin, from {@code at} on; the limit if nowhere. */
  static int next(ByteBuffer bytes, int at) {
    int next = at;
    while (next < bytes.limit() && bytes.get(next) != FIRST) {
      next++;
    }
    return next;
  }
}
