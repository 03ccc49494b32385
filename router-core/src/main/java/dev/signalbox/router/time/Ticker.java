package dev.signalbox.router.time;

/**
 * A monotonic reading in nanoseconds, only differences of which mean anything. Elapsed time is
 * taken from here and never from the wall clock, which an operator or NTP may set back.
 * Thread-safe.
 */
@FunctionalInterface
public interface Ticker {
  Ticker REAL = System::nanoTime;

  long nanos();
}
