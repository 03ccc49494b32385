package dev.signalbox.simulator.http;

/** What a connection brought next. */
sealed interface Incoming {

  record Request(HttpRequest request) implements Incoming {}

  /** The body is larger than the limit and was not read. */
  record TooLarge() implements Incoming {}

  /** A TLS handshake, as a client with an https address begins one. */
  record TlsHello() implements Incoming {}

  /** Not HTTP/1.x. */
  record Malformed(String reason) implements Incoming {}

  /** The client is done. */
  record End() implements Incoming {}
}
