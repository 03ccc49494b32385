package dev.signalbox.simulator.http;

/** What a connection brought next. */
sealed interface Incoming {

  record Request(HttpRequest request) implements Incoming {}

  /** The body is larger than the limit and was not read. */
  record TooLarge() implements Incoming {}

  /** Not HTTP/1.x. */
  record Malformed(String reason) implements Incoming {}

  /** The client is done. */
  record End() implements Incoming {}
}
