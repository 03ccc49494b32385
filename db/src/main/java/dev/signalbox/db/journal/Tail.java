package dev.signalbox.db.journal;

import dev.signalbox.db.journal.Journal.Position;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a journal from segment to segment. Used by one thread, but for the damage counted. */
final class Tail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

  private final JournalFiles files;
  private @Nullable Segment segment;
  private @Nullable SegmentReader reader;
  private Position position = new Position(0, 0);
  private final AtomicLong damagedBytes = new AtomicLong();

  Tail(JournalFiles files) {
    this.files = files;
  }

  /** Where the last record ended. */
  Position position() {
    return position;
  }

  long damagedBytes() {
    return damagedBytes.get();
  }

  /** The next record, or null if it is not written yet. */
  byte @Nullable [] next() throws IOException {
    while (true) {
      SegmentReader current = reader == null ? open() : reader;
      if (current == null || segment == null) {
        return null;
      }
      boolean isEnded = files.isEnded(segment); // before its size is read, which may still grow
      byte[] record = current.next(files.written(segment));
      if (record != null) {
        position = new Position(segment.number(), current.position());
        return record;
      }
      if (!isEnded) {
        return null;
      }
      position = new Position(segment.number(), files.written(segment));
      leave(current, segment);
    }
  }

  private @Nullable SegmentReader open() throws IOException {
    Optional<Segment> next = files.after(position.segment());
    if (next.isEmpty()) {
      return null;
    }
    segment = next.get();
    SegmentReader opened = SegmentReader.of(next.get());
    reader = opened;
    return opened;
  }

  private void leave(SegmentReader left, Segment ended) throws IOException {
    if (left.damagedBytes() > 0) {
      damagedBytes.addAndGet(left.damagedBytes());
      files.markDamaged(ended);
      LOG.error(
          "{} bytes of {} are damaged, and were read over; the file is kept",
          left.damagedBytes(),
          ended.file());
    }
    left.close();
    reader = null;
  }

  /** Whether there is nothing to read; called under the lock of the writers. */
  boolean isAtEnd() {
    if (segment != null && reader != null) {
      boolean hasMore = reader.position() < files.written(segment);
      return !hasMore && !files.isEnded(segment);
    }
    return files.after(position.segment()).isEmpty();
  }

  /** The end of all that was read, if that is all delivered; else the very beginning. */
  Position deliveredIfNothingWaits(long waiting) {
    return waiting == 0 ? position : new Position(0, 0);
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
