package dev.signalbox.router.time;

import java.time.Duration;

/** Waits. Thread-safe. */
@FunctionalInterface
public interface Sleeper {
  Sleeper REAL = Thread::sleep;

  void sleep(Duration wait) throws InterruptedException;
}
