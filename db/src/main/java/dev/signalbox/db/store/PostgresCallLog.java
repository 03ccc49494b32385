package dev.signalbox.db.store;

import dev.signalbox.db.Database;
import dev.signalbox.router.CallLog;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.time.Sleeper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The call log in PostgreSQL. One thread writes all calls in the order in which they came; those
 * that arrive while it writes go together in the next transaction, and so share its sync of the
 * disk. While the database keeps up, {@link #append} returns when the call is on disk. When it
 * fails or is slow, calls are kept in memory and nobody waits for them; a killed process loses
 * these, and those beyond {@value #ROOM} are dropped, counted and logged. Thread-safe.
 */
public final class PostgresCallLog implements CallLog, AutoCloseable {
  static final int ROOM = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresCallLog.class);

  private static final int BATCH = 256;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(1);
  private static final long LOOK_FOR_CLOSING_MS = 100;
  private static final int DROPS_A_LOG_LINE = 1000;

  private final CallSink sink;
  private final Sleeper sleeper;
  private final Limits limits;
  private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(ROOM);
  private final AtomicInteger backlog = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final Thread writer;
  private volatile boolean closing;

  /**
   * How long others wait for the writer.
   *
   * @param patience a call, for its commit
   * @param drain whoever closes the log, for what is left
   */
  record Limits(Duration patience, Duration drain) {}

  /**
   * A call on its way to the database.
   *
   * @param settled open while the call's thread has a reason to wait
   */
  private record Entry(CallSink.Rows rows, CountDownLatch settled) {}

  /**
   * How the call log is doing.
   *
   * @param backlog calls that are not on disk yet
   * @param dropped calls that never will be, since this process started
   * @param healthy whether calls are on disk when they are answered
   */
  public record State(int backlog, long dropped, boolean healthy) {}

  public PostgresCallLog(Database database) {
    this(
        CallSink.in(database.jdbi()),
        Sleeper.REAL,
        new Limits(Duration.ofSeconds(2), Duration.ofSeconds(10)));
  }

  PostgresCallLog(CallSink sink, Sleeper sleeper, Limits limits) {
    this.sink = sink;
    this.sleeper = sleeper;
    this.limits = limits;
    this.writer = Thread.ofVirtual().name("call log").unstarted(this::writeUntilClosed);
    this.writer.start();
  }

  public State state() {
    return new State(backlog.get(), dropped.get(), healthy.get());
  }

  @Override
  public void append(RoutedCall call) {
    Entry entry;
    try {
      entry = new Entry(CallSink.Rows.of(call), new CountDownLatch(1));
    } catch (RuntimeException e) {
      drop(call.id(), "it cannot be put in rows", e);
      return;
    }
    backlog.incrementAndGet();
    if (closing || !queue.offer(entry)) {
      backlog.decrementAndGet();
      drop(call.id(), closing ? "the call log is closed" : "its backlog is full", null);
    } else if (healthy.get()) {
      await(entry);
    }
  }

  private void await(Entry entry) {
    try {
      if (!entry.settled().await(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        fallBehind("no commit for " + limits.patience().toMillis() + " ms");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody waits any more; the entry stays on its way
    }
  }

  private void writeUntilClosed() {
    try {
      for (List<Entry> batch = take(); !batch.isEmpty(); batch = take()) {
        deliver(batch);
      }
    } catch (InterruptedException _) {
      // close() has waited long enough, and counts what is left
    }
  }

  /** What has come since the last time, waiting until something does; empty when closed. */
  private List<Entry> take() throws InterruptedException {
    Entry first = queue.poll(LOOK_FOR_CLOSING_MS, TimeUnit.MILLISECONDS);
    while (first == null && !closing) {
      first = queue.poll(LOOK_FOR_CLOSING_MS, TimeUnit.MILLISECONDS);
    }
    List<Entry> batch = new ArrayList<>();
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, BATCH - 1);
    }
    return batch;
  }

  private void deliver(List<Entry> batch) throws InterruptedException {
    for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        sink.keep(batch.stream().map(Entry::rows).toList());
        settle(batch);
        return;
      } catch (RuntimeException e) {
        if (isRefusal(e)) {
          deliverWithoutTheRefused(batch, e);
          return;
        }
        fallBehind(String.valueOf(e.getMessage()));
        LOG.debug("a batch of {} calls was not written", batch.size(), e);
        batch.forEach(entry -> entry.settled().countDown());
        queue.forEach(entry -> entry.settled().countDown());
        sleeper.sleep(pause);
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void settle(List<Entry> batch) {
    backlog.addAndGet(-batch.size());
    batch.forEach(entry -> entry.settled().countDown());
    if (queue.size() < BATCH && healthy.compareAndSet(false, true)) {
      LOG.info("the call log has caught up");
    }
  }

  /** One bad row must not hold up all others for ever. */
  private void deliverWithoutTheRefused(List<Entry> batch, RuntimeException refusal)
      throws InterruptedException {
    if (batch.size() > 1) {
      for (Entry entry : batch) {
        deliver(List.of(entry));
      }
      return;
    }
    drop(batch.getFirst().rows().call().id(), "the database refuses it", refusal);
    settle(batch);
  }

  /** Whether the database is there and objects to the data: SQL states 22, 23 and 54. */
  private static boolean isRefusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().matches("(22|23|54).*");
      }
    }
    return false;
  }

  private void fallBehind(String why) {
    if (healthy.compareAndSet(true, false)) {
      LOG.error(
          "the call log falls behind ({}); calls go on, and up to {} are kept in memory",
          why,
          ROOM);
    }
  }

  private void drop(UUID call, String why, @Nullable Throwable cause) {
    if (dropped.getAndIncrement() % DROPS_A_LOG_LINE == 0) {
      LOG.error(
          "the call log drops call {}, for {}; {} dropped so far", call, why, dropped.get(), cause);
    }
  }

  /** Writes what is left, for ten seconds at most; what remains then is dropped. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!writer.join(limits.drain())) {
        writer.interrupt();
        writer.join(INTERRUPT_LIMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    int left = backlog.getAndSet(0);
    if (left > 0) {
      dropped.addAndGet(left);
      LOG.error("the call log is closed before {} calls were written: they are lost", left);
    }
  }
}
