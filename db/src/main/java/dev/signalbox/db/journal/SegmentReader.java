package dev.signalbox.db.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a segment, one after the other, and over what is damaged between them. A
 * window of the file is held in memory, as large as the longest record. Not thread-safe.
 */
final class SegmentReader implements AutoCloseable {
  private static final int WINDOW = 1 << 20;

  private final RandomAccessFile file;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long start;
  private int at;
  private long damagedBytes;

  private SegmentReader(RandomAccessFile file) {
    this.file = file;
  }

  static SegmentReader of(Segment segment) throws IOException {
    return new SegmentReader(new RandomAccessFile(segment.file().toFile(), "r"));
  }

  /** Where the next record is looked for. */
  long position() {
    return start + at;
  }

  /** How many bytes so far were no record. */
  long damagedBytes() {
    return damagedBytes;
  }

  /**
   * The next record.
   *
   * @param end how far the file is written; the records up to there are whole, but for damage
   * @return null when there is none before {@code end}
   */
  byte @Nullable [] next(long end) throws IOException {
    while (position() < end) {
      if (position() == 0) {
        skipHeader(end);
        continue;
      }
      if (at >= window.limit()) {
        fill(end, WINDOW);
      }
      switch (Frame.at(window, at)) {
        case WHOLE -> {
          return take();
        }
        case NONE -> skip(Frame.next(window, at + 1));
        case BEGINNING -> {
          if (!seesMore(end)) {
            skip(Frame.next(window, at + 1)); // it breaks off, or its length is damaged
          }
        }
      }
    }
    return null;
  }

  private void skipHeader(long end) throws IOException {
    fill(end, WINDOW);
    byte[] expected = Segment.header();
    boolean intact =
        window.limit() >= expected.length
            && window.slice(0, expected.length).equals(ByteBuffer.wrap(expected));
    if (intact) {
      at = expected.length;
    } else {
      skip(Math.max(1, Math.min(Frame.next(window, 1), window.limit())));
    }
  }

  private byte[] take() {
    int length = Frame.length(window, at);
    byte[] record = new byte[length];
    window.get(at + Frame.HEADER, record);
    at += Frame.HEADER + length;
    return record;
  }

  private void skip(int to) {
    damagedBytes += to - at;
    at = to;
  }

  /** Gets the rest of a record into the window, if the file has it. */
  private boolean seesMore(long end) throws IOException {
    int seen = window.limit() - at;
    long wanted =
        seen < Frame.HEADER ? Frame.HEADER : Frame.HEADER + (long) Frame.length(window, at);
    if (position() + wanted > end) {
      return false;
    }
    fill(end, (int) Math.max(wanted, WINDOW));
    return true;
  }

  /** Moves the window so that it begins here. */
  private void fill(long end, int size) throws IOException {
    start = position();
    at = 0;
    int length = (int) Math.min(size, end - start);
    if (window.capacity() < length) {
      window = ByteBuffer.allocate(length);
    }
    file.seek(start);
    file.readFully(window.array(), 0, length);
    window.clear().limit(length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
