package dev.signalbox.simulator.http;

/** Decides what becomes of a request. Called on many threads at once, each with its own request. */
public interface Handler {

  /**
   * @throws InterruptedException when the listener closes while this waits
   */
  Effect handle(HttpRequest request) throws InterruptedException;

  /** The answer to a request with a body larger than the listener reads. */
  HttpReply tooLarge();
}
