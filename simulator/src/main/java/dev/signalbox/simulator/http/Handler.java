package dev.signalbox.simulator.http;

/** Decides what becomes of a request. Called on many threads at once, each with its own request. */
public interface Handler {

  /** Does not wait: what takes time is in the script. */
  Exchange handle(HttpRequest request);

  /** The answer to a request with a body larger than the listener reads. */
  HttpReply tooLarge();

  /** Whether a connection that comes now is reset before anything is read. */
  boolean refusesConnections();
}
