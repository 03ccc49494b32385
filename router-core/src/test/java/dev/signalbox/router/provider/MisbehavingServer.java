package dev.signalbox.router.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * An HTTP server on loopback that does to each request what its script says, down to the bytes and
 * the manner of hanging up.
 */
final class MisbehavingServer implements AutoCloseable {
  /** The first byte of a TLS connection, and of no HTTP request. */
  private static final int TLS_HANDSHAKE = 22;

  private final ServerSocket listener;
  private final Script script;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch firstRequest = new CountDownLatch(1);

  /** What happens once a request has been read whole; the socket is closed afterwards. */
  @FunctionalInterface
  interface Script {
    void answer(Socket socket) throws IOException;
  }

  /** A request as it came: its head in lower case, and its body. */
  record Received(String head, String body) {}

  MisbehavingServer(Script script) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers every request with these header lines and this body. */
  static MisbehavingServer answering(String statusLine, String headers, byte[] body)
      throws IOException {
    return new MisbehavingServer(socket -> write(socket, statusLine, headers, body.length, body));
  }

  /** Writes an answer that claims {@code length} bytes of body and has these. */
  static void write(Socket socket, String statusLine, String headers, int length, byte[] body)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(
        ("HTTP/1.1 " + statusLine + "\r\n" + headers + "Content-Length: " + length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    answer.writeBytes(body);
    socket.getOutputStream().write(answer.toByteArray());
    socket.getOutputStream().flush();
  }

  URI url() {
    return URI.create(
        "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort());
  }

  List<Received> requests() {
    return requests;
  }

  /** Blocks until a request has been read whole. */
  void awaitRequest() throws InterruptedException {
    firstRequest.await();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed by the test
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      requests.add(read(socket.getInputStream()));
      firstRequest.countDown();
      script.answer(socket);
    } catch (IOException e) {
      // The other side may hang up first; that is what some tests are about.
    } finally {
      open.remove(socket);
    }
  }

  private static Received read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || next == TLS_HANDSHAKE) {
        throw new IOException("not a whole HTTP request");
      }
      head.write(next);
    }
    String lines = head.toString(StandardCharsets.ISO_8859_1);
    String length = lines.toLowerCase(Locale.ROOT).split("content-length: ", 2)[1];
    byte[] body = in.readNBytes(Integer.parseInt(length.split("\r\n", 2)[0]));
    return new Received(lines, new String(body, StandardCharsets.UTF_8));
  }
}
