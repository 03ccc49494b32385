package dev.signalbox.simulator;

import java.time.Duration;

/** Waits out latency; passed in, so that tests need not wait. */
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration duration) throws InterruptedException;
}
