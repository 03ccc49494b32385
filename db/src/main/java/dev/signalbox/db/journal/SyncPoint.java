package dev.signalbox.db.journal;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a journal is forced to the disk, in bytes ever written. Whoever waits for the lock finds,
 * as a rule, that the one before has synced for both. Thread-safe.
 */
final class SyncPoint {
  private final ReentrantLock syncing = new ReentrantLock();
  private volatile long written;
  private volatile long synced;

  /** What was written between these two is in no file that can be forced any more. */
  private volatile long lostAfter;

  private volatile long lostUpTo;

  /** Forces what was written to the disk. */
  @FunctionalInterface
  interface Force {
    void force() throws IOException;
  }

  /**
   * Counts what was written; called under the lock of the writers.
   *
   * @return what has to be reached so that it is safe
   */
  long written(long bytes) {
    long mark = written + bytes;
    written = mark;
    return mark;
  }

  long mark() {
    return written;
  }

  boolean isBehind() {
    return synced < written;
  }

  /**
   * The file that was written could not be forced, and is given up; under the lock of the writers.
   */
  void lose() {
    lostAfter = synced;
    lostUpTo = written;
  }

  void reach(long mark, Force force) throws IOException {
    syncing.lock();
    try {
      if (mark > lostAfter && mark <= lostUpTo) {
        throw new IOException("it could not be forced when its file ended");
      }
      if (synced < mark) {
        long reached = written;
        force.force();
        synced = reached;
      }
    } finally {
      syncing.unlock();
    }
  }
}
