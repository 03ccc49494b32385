package dev.signalbox.simulator.http;

import java.io.IOException;
import java.time.Duration;

/** Whoever waits for an answer. */
public interface Client {

  /**
   * Lets the client wait in real time.
   *
   * @throws ClientLeftException as soon as it goes away
   */
  void keepWaiting(Duration wait) throws IOException, InterruptedException;
}
