package dev.signalbox.router.health;

import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How long targets took lately: the 95th percentile of the last {@value #WINDOW} attempts.
 * Thread-safe; reading costs no lock.
 */
public final class Latencies {
  /** What is read when nothing can be said. */
  public static final long UNKNOWN = -1;

  private static final int WINDOW = 128;

  /** Fewer say little about a 95th percentile. */
  private static final int ENOUGH = 20;

  /** A target that is avoided for its slowness gets no new attempts, and so has to be forgiven. */
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final Ticker ticker;
  private final ConcurrentMap<String, Window> windows = new ConcurrentHashMap<>();

  public Latencies(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Takes note of an attempt that was answered, or given up on after that long. */
  public void record(Target target, Duration took) {
    windows.computeIfAbsent(target.name(), _ -> new Window()).add(took.toNanos(), ticker.nanos());
  }

  /** The 95th percentile in nanoseconds, or {@link #UNKNOWN}. */
  public long p95Nanos(Target target) {
    Window window = windows.get(target.name());
    return window == null ? UNKNOWN : window.p95Nanos(ticker.nanos());
  }

  private static final class Window {
    private final long[] nanos = new long[WINDOW];
    private int count;
    private volatile long p95 = UNKNOWN;
    private volatile long lastNanos;

    synchronized void add(long took, long now) {
      if (count > 0 && now - lastNanos > MEMORY.toNanos()) {
        count = 0;
      }
      nanos[count % WINDOW] = took;
      count++;
      lastNanos = now;
      p95 = count < ENOUGH ? UNKNOWN : percentile();
    }

    long p95Nanos(long now) {
      return now - lastNanos > MEMORY.toNanos() ? UNKNOWN : p95;
    }

    /** By the nearest rank. */
    private long percentile() {
      long[] sorted = Arrays.copyOf(nanos, Math.min(count, WINDOW));
      Arrays.sort(sorted);
      return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }
  }
}
