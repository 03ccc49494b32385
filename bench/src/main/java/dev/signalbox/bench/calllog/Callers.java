package dev.signalbox.bench.calllog;

import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.table.LogRule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An application whose calls end one after the other, on some threads. */
final class Callers {
  /**
   * So many may wait in the journal before callers hold back: six batches, two of them on their
   * way.
   */
  private static final int BACKLOG = 24_000;

  private static final long PAUSE_NANOS = 500_000;

  /** Calls between two looks at the clock, which costs as much as a part of one. */
  private static final int TOGETHER = 100;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final JournaledCallLog log;
  private long seed;

  Callers(JournaledCallLog log) {
    this.log = log;
  }

  /** Appends as fast as the database takes them, and returns the callers' processor time for it. */
  long append(int calls, int threads) {
    AtomicLong left = new AtomicLong(calls);
    AtomicLong nanos = new AtomicLong();
    Thread[] running = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      SampleTraffic traffic = new SampleTraffic(seed++);
      running[i] =
          Thread.ofPlatform()
              .start(() -> {
                for (long n = take(left); n > 0; n = take(left)) {
                  List<RoutedCall> some = Stream.generate(traffic::next).limit(n).toList();
                  waitForRoom();
                  long start = THREADS.getCurrentThreadCpuTime();
                  some.forEach(this::append);
                  nanos.addAndGet(THREADS.getCurrentThreadCpuTime() - start);
                }
              });
    }
    for (Thread thread : running) {
      join(thread);
    }
    return nanos.get();
  }

  /** How many of those left one caller makes next. */
  private static long take(AtomicLong left) {
    return Math.min(TOGETHER, left.getAndAdd(-TOGETHER));
  }

  private void waitForRoom() {
    while (log.state().journal().waiting() > BACKLOG) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** What each took one caller that is never idle, in ascending order, with some time between. */
  long[] pacedNanos(int calls) {
    SampleTraffic traffic = new SampleTraffic(seed++);
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      RoutedCall call = traffic.next();
      long next = System.nanoTime() + PAUSE_NANOS;
      while (System.nanoTime() < next) {
        Thread.onSpinWait();
      }
      nanos[i] = append(call);
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private long append(RoutedCall call) {
    long start = System.nanoTime();
    boolean appended = log.append(call, LogRule.DEFAULT);
    long nanos = System.nanoTime() - start;
    if (!appended) {
      throw new IllegalStateException("the journal does not take a call");
    }
    return nanos;
  }

  /** Waits until the database has all. */
  void drain() {
    while (log.state().journal().waiting() > 0) {
      log.state()
          .trouble()
          .ifPresent(why -> {
            throw new IllegalStateException(why);
          });
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
