package dev.signalbox.db.embedded;

import dev.signalbox.db.DatabaseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Ports of the loopback interface. */
final class Ports {
  private Ports() {}

  /**
   * The given port; else the remembered one, if it is free; else any free one.
   *
   * @throws DatabaseException if the given port is taken
   */
  static int choose(OptionalInt given, OptionalInt remembered) throws IOException {
    if (given.isPresent()) {
      if (!isFree(given.getAsInt())) {
        throw new DatabaseException(
            "port " + given.getAsInt() + " for the embedded PostgreSQL is in use");
      }
      return given.getAsInt();
    }
    if (remembered.isPresent() && isFree(remembered.getAsInt())) {
      return remembered.getAsInt();
    }
    return any();
  }

  private static int any() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(loopback(0));
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(loopback(port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }
}
