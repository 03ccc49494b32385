package dev.signalbox.db.journal;

import dev.signalbox.db.folder.FolderInUseException;
import dev.signalbox.db.folder.FolderLock;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of records that survives the process: bounded, written by many threads, read by one. What
 * was appended and not yet {@linkplain #delivered delivered} is read again after a restart, so
 * whoever reads has to bear reading some of it twice. One process has a folder at a time.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /** Of the limit; beyond it, only what is under way already is taken. */
  private static final double ROOM_FOR_MORE = 0.9;

  /** How often a disk that refused is tried again for the sake of records that must be kept. */
  private static final long TRY_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int DROPS_A_LOG_LINE = 1000;

  private final JournalFiles files;
  private final FolderLock lock;
  private final JournalSettings settings;
  private final boolean takesRecords;
  private final Ticker ticker;
  private final ReentrantLock writing = new ReentrantLock();
  private final Condition arrived = writing.newCondition();
  private final SyncPoint syncPoint = new SyncPoint();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Tail tail;
  private final @Nullable Thread syncing;
  private @Nullable SegmentWriter writer;
  private volatile long refusedAt = Long.MIN_VALUE;
  private volatile boolean closed;

  /**
   * Where a batch ends.
   *
   * @param segment the segment's number
   * @param offset in it, in bytes
   */
  public record Position(long segment, long offset) {}

  /** Some records in the order in which they were appended. */
  public record Batch(List<byte[]> records, Position end) {
    public Batch {
      records = List.copyOf(records);
    }
  }

  /**
   * How it is doing.
   *
   * @param bytes of all its files
   * @param limitBytes that they may have
   * @param waiting records that are not delivered
   * @param dropped records that were refused since it was opened
   * @param damagedBytes that were read over since then
   * @param setAside records that nobody could take
   */
  public record State(
      long bytes, long limitBytes, long waiting, long dropped, long damagedBytes, long setAside) {}

  private Journal(
      JournalFiles files, FolderLock lock, JournalSettings settings, boolean takesRecords)
      throws IOException {
    this.files = files;
    this.lock = lock;
    this.settings = settings;
    this.takesRecords = takesRecords;
    this.ticker = Ticker.REAL;
    this.waiting.set(files.content().records());
    this.tail = new Tail(files);
    this.syncing =
        takesRecords && settings.sync() instanceof Sync.Interval(Duration every)
            ? Thread.ofVirtual().name("journal sync").start(() -> syncEvery(every))
            : null;
  }

  /**
   * Opens the journal of a folder, or makes one. What an earlier process left is read first.
   *
   * @throws JournalException if another process has it, or the disk refuses
   */
  public static Journal open(Path folder, JournalSettings settings) {
    try {
      JournalFiles.create(folder);
      return open(folder, settings, true);
    } catch (IOException e) {
      throw new JournalException("cannot keep a journal in " + folder + ": " + reason(e), e);
    }
  }

  /**
   * Opens a journal that another process left behind, only to deliver it.
   *
   * @throws JournalException if a process has it still, or there is none
   */
  public static Journal adopt(Path folder) {
    try {
      JournalFiles.requireThere(folder);
      return open(folder, JournalSettings.DEFAULT, false);
    } catch (IOException e) {
      throw new JournalException("cannot read the journal in " + folder + ": " + reason(e), e);
    }
  }

  private static Journal open(Path folder, JournalSettings settings, boolean takesRecords)
      throws IOException {
    FolderLock lock;
    try {
      lock = FolderLock.acquire(folder, "the journal");
    } catch (FolderInUseException e) {
      throw new JournalException(String.valueOf(e.getMessage()), e);
    }
    try {
      // Looked at only now: whoever had it before may have begun another file until then.
      return new Journal(JournalFiles.existing(folder), lock, settings, takesRecords);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "there is no such folder";
      case FileAlreadyExistsException _ -> "it is no folder";
      default -> String.valueOf(e.getMessage());
    };
  }

  /**
   * Whether a record may come that has to be kept: those under way and some more still fit, and the
   * disk takes what comes.
   */
  public boolean hasRoom() {
    return takesRecords
        && !closed
        && files.bytes() < ROOM_FOR_MORE * settings.limitBytes()
        && (refusedAt == Long.MIN_VALUE || ticker.nanos() - refusedAt > TRY_AGAIN_NANOS);
  }

  public boolean append(byte[] record) {
    return append(record, 0, record.length);
  }

  /**
   * Appends a record; on return it is as safe as the settings say. Does not heed interrupts.
   *
   * @return false when it is full, or the disk refuses, or the record has over 64 MiB: then nothing
   *     of it is kept. Also when it is written, but cannot be forced to the disk: then it may be
   *     delivered all the same
   */
  public boolean append(byte[] record, int offset, int length) {
    if (length > Frame.LONGEST) {
      return drop("a record of " + length + " bytes is too long for it");
    }
    int crc = Frame.crc(ByteBuffer.wrap(record, offset, length));
    long mark;
    writing.lock();
    try {
      if (closed || !takesRecords) {
        return drop("it is closed");
      }
      if (files.bytes() + Frame.HEADER + length > settings.limitBytes()) {
        return drop("it is full: it has " + settings.limitBytes() + " bytes");
      }
      writerWithRoom().append(record, offset, length, crc);
      files.grow(Frame.HEADER + length);
      waiting.incrementAndGet();
      mark = syncPoint.written(Frame.HEADER + length);
      refusedAt = Long.MIN_VALUE;
      arrived.signal();
    } catch (IOException e) {
      refusedAt = ticker.nanos();
      abandonSegment();
      return drop("the disk refuses: " + e.getMessage());
    } finally {
      writing.unlock();
    }
    return !(settings.sync() instanceof Sync.Each) || sync(mark);
  }

  private SegmentWriter writerWithRoom() throws IOException {
    if (writer != null && writer.written() < settings.segmentBytes()) {
      return writer;
    }
    endSegment();
    SegmentWriter next = SegmentWriter.create(files.next());
    files.begin(next.segment(), next.written());
    writer = next;
    return next;
  }

  /** Ends the segment that is written; its last byte is on the disk before another is begun. */
  private void endSegment() throws IOException {
    SegmentWriter ended = writer;
    if (ended != null) {
      try (ended) {
        ended.sync();
      } catch (IOException e) {
        syncPoint.lose();
        throw e;
      } finally {
        writer = null;
        files.end(ended.segment(), ended.written());
      }
    }
  }

  /** Writes no further after what the disk refused: not even undoing it may have worked. */
  private void abandonSegment() {
    try {
      endSegment();
    } catch (IOException e) {
      LOG.warn("a segment of the journal in {} was left: {}", files.folder(), e.getMessage());
    }
  }

  private boolean drop(String why) {
    if (dropped.getAndIncrement() % DROPS_A_LOG_LINE == 0) {
      LOG.error(
          "the journal in {} drops a record, for {}; {} dropped so far",
          files.folder(),
          why,
          dropped.get());
    }
    return false;
  }

  private boolean sync(long mark) {
    try {
      syncPoint.reach(mark, this::forceCurrent);
      return true;
    } catch (IOException e) {
      LOG.error(
          "the journal in {} cannot be forced to the disk: {}", files.folder(), e.getMessage());
      refusedAt = ticker.nanos();
      return false;
    }
  }

  private void forceCurrent() throws IOException {
    SegmentWriter current;
    writing.lock();
    try {
      current = writer;
    } finally {
      writing.unlock();
    }
    if (current != null) {
      try {
        current.sync();
      } catch (IOException e) {
        writing.lock();
        try {
          if (writer == current) {
            throw e;
          }
          // It was ended meanwhile, and forced before that.
        } finally {
          writing.unlock();
        }
      }
    }
  }

  private void syncEvery(Duration every) {
    try {
      while (!closed) {
        Sleeper.REAL.sleep(every);
        if (syncPoint.isBehind()) {
          sync(syncPoint.mark());
        }
      }
    } catch (InterruptedException _) {
      // it is closed, and forced then
    }
  }

  /**
   * The next records. Batches may be outstanding: each goes on where the one before ended. One
   * thread reads.
   *
   * @param maxBytes of all of them; a single longer one comes alone
   * @param wait for the first one; after that the batch is empty
   */
  public Batch read(int maxRecords, int maxBytes, Duration wait) throws InterruptedException {
    long nanosLeft = wait.toNanos();
    while (true) {
      List<byte[]> records = new ArrayList<>();
      int bytes = 0;
      try {
        byte[] record = next();
        while (record != null) {
          records.add(record);
          bytes += record.length;
          boolean isFull = records.size() >= maxRecords || bytes >= maxBytes;
          record = isFull ? null : next();
        }
      } catch (JournalException e) {
        if (records.isEmpty()) {
          throw e;
        }
        // Those read so far come first; the failure comes again.
      }
      if (!records.isEmpty() || nanosLeft <= 0) {
        return new Batch(records, tail.position());
      }
      nanosLeft = awaitMore(nanosLeft);
    }
  }

  private byte @Nullable [] next() {
    try {
      return tail.next();
    } catch (IOException e) {
      throw new JournalException(
          "the journal in " + files.folder() + " cannot be read: " + reason(e), e);
    }
  }

  private long awaitMore(long nanosLeft) throws InterruptedException {
    writing.lockInterruptibly();
    try {
      long left = nanosLeft;
      while (left > 0 && tail.isAtEnd()) {
        left = arrived.awaitNanos(left);
      }
      return left;
    } finally {
      writing.unlock();
    }
  }

  /**
   * Everything before {@code end} is delivered, and what is only that is deleted.
   *
   * @param records how many that are, since the last time
   */
  public void delivered(Position end, int records) {
    waiting.addAndGet(-records);
    files.deleteBefore(end);
  }

  /**
   * Keeps a record that cannot be delivered, with the reason, in the folder {@code refused}.
   *
   * @throws JournalException if the disk refuses
   */
  public void setAside(byte[] record, String why) {
    try {
      Path kept = files.refuse(record, why);
      LOG.error("a record that cannot be delivered is kept in {}: {}", kept, why);
    } catch (IOException e) {
      throw new JournalException(
          "a record cannot be set aside in " + files.folder() + ": " + reason(e), e);
    }
  }

  public State state() {
    return new State(
        files.bytes(),
        settings.limitBytes(),
        waiting.get(),
        dropped.get(),
        tail.damagedBytes(),
        files.refused());
  }

  /** Forces all to the disk; what is not delivered is there at the next start. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      endSegment();
      files.deleteBefore(tail.deliveredIfNothingWaits(waiting.get()));
    } catch (IOException e) {
      LOG.error("the journal in {} was not closed cleanly: {}", files.folder(), e.getMessage());
    } finally {
      writing.unlock();
    }
    stop();
  }

  private void stop() {
    if (syncing != null) {
      syncing.interrupt();
    }
    try {
      tail.close();
      lock.close();
    } catch (IOException e) {
      LOG.warn("the journal in {} was not let go of cleanly: {}", files.folder(), e.getMessage());
    }
  }
}
