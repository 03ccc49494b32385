package dev.signalbox.db.calllog;

import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal a batch ahead of its delivery: while the database is at work on one, the next is
 * read and packed, which takes as long. Used by one thread, but for {@link #finish}.
 */
final class ReadAhead implements AutoCloseable {
  static final int LARGEST_BATCH = 4_000;

  private static final int BATCH_BYTES = 16 << 20;
  private static final Duration WAIT = Duration.ofMillis(100);

  private final Journal journal;
  private final Packing.Packer packer = new Packing.Packer();
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("call log reader").factory());
  private @Nullable Future<Parcel> ahead;
  private volatile boolean finishing;

  /**
   * Some records.
   *
   * @param isLast whether nothing came after it before {@link #finish} was called
   */
  record Parcel(List<Letter> letters, Journal.Position end, boolean isLast) {}

  ReadAhead(Journal journal) {
    this.journal = journal;
  }

  /**
   * The next batch, in the journal's order; without letters when none came for a while.
   *
   * @throws JournalException if the journal cannot be read just now
   */
  Parcel next() throws InterruptedException {
    Future<Parcel> current = ahead == null ? reader.submit(this::read) : ahead;
    ahead = null;
    try {
      Parcel parcel = current.get();
      ahead = reader.submit(this::read);
      return parcel;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JournalException unreadable) {
        throw unreadable;
      }
      // What it had read is not known, and to go on would skip it.
      throw new IllegalStateException("the journal was not read", e);
    }
  }

  private Parcel read() throws InterruptedException {
    boolean isFinishing = finishing; // seen before the journal is found empty
    Journal.Batch batch = journal.read(LARGEST_BATCH, BATCH_BYTES, WAIT);
    List<Letter> letters =
        batch.records().stream().map(record -> Letter.open(record, packer)).toList();
    return new Parcel(letters, batch.end(), isFinishing && letters.isEmpty());
  }

  /** Lets the last parcel come once nothing is left. */
  void finish() {
    finishing = true;
  }

  @Override
  public void close() {
    reader.shutdownNow();
    reader.close();
    packer.close();
  }
}
