package dev.signalbox.simulator.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One client's connection: its requests one after another, each with its effect. */
final class Connection {
  /** Longer than any client keeps an idle connection, so that no close surprises one. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(10);

  /** How much of a refused body is read and dropped, lest a reset overtake the answer. */
  private static final int DRAIN_LIMIT = 64 * 1024 * 1024;

  private final Socket socket;
  private final Handler handler;
  private final int bodyLimit;

  Connection(Socket socket, Handler handler, int bodyLimit) {
    this.socket = socket;
    this.handler = handler;
    this.bodyLimit = bodyLimit;
  }

  /** Serves until either side closes. */
  void serve() throws IOException, InterruptedException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) IDLE_LIMIT.toMillis());
    OutputStream out = socket.getOutputStream();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    RequestReader reader = new RequestReader(in, out, bodyLimit);
    boolean open = true;
    while (open) {
      open =
          switch (reader.next()) {
            case Incoming.Request(var request) -> apply(handler.handle(request), request, in, out);
            case Incoming.TooLarge _ -> refuse(handler.tooLarge(), in, out);
            case Incoming.Malformed(var reason) ->
                refuse(new HttpReply(400, Map.of("content-type", "text/plain"), reason), in, out);
            case Incoming.End _ -> false;
          };
    }
  }

  /** Whether the connection stays open for another request. */
  private boolean apply(Effect effect, HttpRequest request, InputStream in, OutputStream out)
      throws IOException {
    switch (effect) {
      case Effect.Answer(var reply) -> {
        send(reply, 1.0, out);
        return !request.asksToClose();
      }
      case Effect.Cut(var reply) -> send(reply, 0.5, out);
      case Effect.Reset _ -> reset();
      case Effect.Silence(var hold) -> waitForTheClientToLeave(hold, in);
    }
    return false;
  }

  /** Ends the connection at once with a reset; may be called from any thread. */
  void reset() {
    try (socket) {
      // With no time to linger, close() sends RST and drops what is unsent.
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // It was closed already.
    }
  }

  private static void send(HttpReply reply, double share, OutputStream out) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" \r\n");
    reply
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    int bodyBytes = (int) (body.length * share);
    byte[] all = new byte[headBytes.length + bodyBytes];
    System.arraycopy(headBytes, 0, all, 0, headBytes.length);
    System.arraycopy(body, 0, all, headBytes.length, bodyBytes);
    out.write(all);
    out.flush();
  }

  private boolean refuse(HttpReply reply, InputStream in, OutputStream out) throws IOException {
    send(reply, 1.0, out);
    socket.shutdownOutput();
    socket.setSoTimeout(2_000);
    try {
      in.skipNBytes(DRAIN_LIMIT);
    } catch (IOException _) {
      // The client is done, or too slow to wait for; either way there is nothing left to say.
    }
    return false;
  }

  private void waitForTheClientToLeave(Duration hold, InputStream in) throws IOException {
    // A timeout of zero would mean for ever.
    socket.setSoTimeout(Math.clamp(hold.toMillis(), 1, Integer.MAX_VALUE));
    try {
      in.read();
    } catch (SocketTimeoutException _) {
      // The hold is over.
    }
  }
}
