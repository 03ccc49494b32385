package dev.signalbox.db.journal;

import java.time.Duration;

/**
 * How a journal is kept.
 *
 * @param limitBytes of all its files together; what would exceed it is refused
 * @param segmentBytes from which size on another file is begun
 */
public record JournalSettings(long limitBytes, long segmentBytes, Sync sync) {
  private static final long MIB = 1 << 20;

  public static final JournalSettings DEFAULT =
      new JournalSettings(1024 * MIB, 16 * MIB, new Sync.Interval(Duration.ofMillis(100)));

  public JournalSettings {
    if (segmentBytes < 1 || limitBytes < segmentBytes) {
      throw new IllegalArgumentException("a journal holds at least one segment of some bytes");
    }
  }

  /** The same with another limit, and segments small enough for it. */
  public JournalSettings limitedTo(long bytes) {
    return new JournalSettings(bytes, Math.min(segmentBytes, Math.max(1, bytes / 8)), sync);
  }

  public JournalSettings synced(Sync wanted) {
    return new JournalSettings(limitBytes, segmentBytes, wanted);
  }
}
