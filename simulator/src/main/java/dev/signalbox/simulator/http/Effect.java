package dev.signalbox.simulator.http;

import java.time.Duration;

/** What a request does to its connection. */
public sealed interface Effect {

  /** Answers as one should. */
  record Answer(HttpReply reply) implements Effect {}

  /** Promises the whole body, sends half of it and closes. */
  record Cut(HttpReply reply) implements Effect {}

  /** Resets the connection: the client sees it die with nothing said. */
  record Reset() implements Effect {}

  /**
   * Says nothing.
   *
   * @param hold after this long, or when the client leaves, the connection closes
   */
  record Silence(Duration hold) implements Effect {}
}
