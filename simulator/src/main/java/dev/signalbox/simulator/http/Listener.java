package dev.signalbox.simulator.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of 127.0.0.1 that can be refused and opened again. A virtual thread accepts, and one more
 * serves each connection. Thread-safe.
 */
public final class Listener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 512;
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

  private final String name;
  private final Handler handler;
  private final Sleeper sleeper;
  private final int bodyLimit;
  private final int port;
  private final ExecutorService threads;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  private @Nullable OpenPort open;
  private @Nullable Socket placeholder;

  /**
   * A port while it is open.
   *
   * @param accepting ends when the socket closes
   */
  private record OpenPort(ServerSocket socket, CompletableFuture<Void> accepting) {

    /**
     * Returns when the port is closed in fact: the thread that waits on a socket closes it last.
     */
    void close() {
      closeQuietly(socket);
      accepting.join();
    }
  }

  private Listener(
      String name, ServerSocket socket, Handler handler, Sleeper sleeper, int bodyLimit) {
    this.name = name;
    this.handler = handler;
    this.sleeper = sleeper;
    this.bodyLimit = bodyLimit;
    this.port = socket.getLocalPort();
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    this.open = serve(socket);
  }

  /**
   * Opens a port and serves it.
   *
   * @param name for threads and log lines
   * @param port zero for any free one
   * @param bodyLimit the largest request body it reads, in bytes
   * @throws IOException when the port is taken
   */
  public static Listener open(
      String name, int port, int bodyLimit, Handler handler, Sleeper sleeper) throws IOException {
    return new Listener(name, bind(port), handler, sleeper, bodyLimit);
  }

  public int port() {
    return port;
  }

  /** Closes the port and resets its connections; from now on a client is refused. */
  public synchronized void refuse() {
    if (open == null) {
      return;
    }
    open.close();
    open = null;
    connections.forEach(Connection::reset);
    placeholder = keep(port);
  }

  /** Serves the same port again. */
  public synchronized void acceptAgain() throws IOException {
    if (open != null || threads.isShutdown()) {
      return;
    }
    closeQuietly(placeholder);
    open = serve(bind(port));
  }

  /** Closes the port and every connection, and waits until their threads have ended. */
  @Override
  public synchronized void close() {
    closeQuietly(placeholder);
    if (open != null) {
      open.close();
      open = null;
    }
    connections.forEach(Connection::reset);
    threads.shutdownNow();
    threads.close();
  }

  private OpenPort serve(ServerSocket socket) {
    return new OpenPort(socket, CompletableFuture.runAsync(() -> accept(socket), threads));
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket accepted = socket.accept();
        Connection connection = new Connection(accepted, handler, sleeper, bodyLimit);
        connections.add(connection);
        threads.execute(() -> serve(connection, accepted));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          log.warn("{}: could not accept a connection: {}", name, e.getMessage());
          // Out of file handles, say: trying again at once would only fail again.
          LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
        }
      }
    }
  }

  private void serve(Connection connection, Socket socket) {
    try (socket) {
      connection.serve();
    } catch (IOException e) {
      log.debug("{}: a connection ended: {}", name, e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("{}: a request could not be handled", name, e);
    } finally {
      connections.remove(connection);
    }
  }

  private static void closeQuietly(@Nullable Closeable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      log.debug("a socket did not close cleanly: {}", e.getMessage());
    }
  }

  /**
   * A socket that is bound but does not listen refuses clients as a closed port does, yet keeps the
   * port ours: the kernel could else lend it to any outgoing connection of this machine, even to
   * the client that tries to reach it.
   */
  private static Socket keep(int port) {
    Socket socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(loopback(port));
    } catch (IOException e) {
      log.debug("port {} is refused but not kept: {}", port, e.getMessage());
    }
    return socket;
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(loopback(port), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException(
          "port " + port + " of 127.0.0.1 cannot be opened: " + e.getMessage(), e);
    }
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }
}
