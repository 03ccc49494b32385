package dev.signalbox.simulator;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sees the bare connection. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;

  public RawClient(URI uri) throws IOException {
    socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(20_000);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** How long {@link #read} waits before it gives up. */
  public void waitAtMost(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Sends a JSON request, with the key that both providers take for one. */
  public void post(String path, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    send(
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer sk-test\r
        X-Api-Key: sk-ant-test\r
        Anthropic-Version: 2023-06-01\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(path, length, body));
  }

  /** One byte, -1 at the end. */
  public int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** Everything until the other side closes. */
  public String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The next answer, by its content length. */
  public String readAnswer() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = read();
      if (next < 0) {
        throw new IOException("the connection ended after: " + head);
      }
      head.append((char) next);
    }
    String body =
        new String(
            socket.getInputStream().readNBytes(contentLength(head.toString())),
            StandardCharsets.UTF_8);
    return head + body;
  }

  public static int contentLength(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith("content-length: "))
        .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
        .findFirst()
        .orElse(0);
  }
}
