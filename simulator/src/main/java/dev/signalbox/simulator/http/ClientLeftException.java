package dev.signalbox.simulator.http;

import java.io.IOException;
import java.io.Serial;

/** The client closed its connection, or its sending half, before the answer was over. */
public final class ClientLeftException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  ClientLeftException() {
    super("the client left before the answer was over");
  }
}
