package dev.signalbox.simulator.http;

import java.time.Duration;

/** How a script ends. */
public sealed interface Ending {

  /** The body is whole; the connection may serve another request. */
  record Complete() implements Ending {}

  /** The connection closes in an orderly way, whatever was promised and not sent. */
  record Cut() implements Ending {}

  /** The connection is reset. */
  record Reset() implements Ending {}

  /**
   * Nothing more is said.
   *
   * @param hold after this long, or when the client leaves, the connection closes
   */
  record Hold(Duration hold) implements Ending {}

  /**
   * No connection comes about. On a socket that accepted one all the same (the port closes for a
   * whole provider only), it is reset.
   */
  record Refused() implements Ending {}

  /** The TLS handshake fails: what comes back is a fatal alert, and the connection closes. */
  record TlsFailure() implements Ending {}
}
