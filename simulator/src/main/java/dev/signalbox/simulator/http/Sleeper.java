package dev.signalbox.simulator.http;

import java.io.IOException;
import java.time.Duration;

/** Spends the waits of a script; passed in, so that tests need not wait. Thread-safe. */
@FunctionalInterface
public interface Sleeper {
  /** Real time, cut short when the client leaves. */
  Sleeper REAL = (wait, client) -> client.keepWaiting(wait);

  void sleep(Duration wait, Client client) throws IOException, InterruptedException;
}
