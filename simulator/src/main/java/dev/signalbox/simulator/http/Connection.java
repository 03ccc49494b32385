package dev.signalbox.simulator.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;

/** One client's connection: its requests one after another, each with its script. */
final class Connection {
  /** Longer than any client keeps an idle connection, so that no close surprises one. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(10);

  /** How much of a refused body is read and dropped, lest a reset overtake the answer. */
  private static final int DRAIN_LIMIT = 64 * 1024 * 1024;

  private final Socket socket;
  private final Handler handler;
  private final Sleeper sleeper;
  private final int bodyLimit;

  Connection(Socket socket, Handler handler, Sleeper sleeper, int bodyLimit) {
    this.socket = socket;
    this.handler = handler;
    this.sleeper = sleeper;
    this.bodyLimit = bodyLimit;
  }

  /** Serves until either side closes. */
  void serve() throws IOException, InterruptedException {
    if (handler.refusesConnections()) {
      reset();
      return;
    }
    socket.setTcpNoDelay(true);
    OutputStream out = socket.getOutputStream();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    RequestReader reader = new RequestReader(in, out, bodyLimit);
    boolean open = true;
    while (open) {
      socket.setSoTimeout((int) IDLE_LIMIT.toMillis());
      open =
          switch (reader.next()) {
            case Incoming.Request(var request) ->
                perform(handler.handle(request), in, out) && !request.asksToClose();
            case Incoming.TooLarge _ -> refuse(Script.of(handler.tooLarge()), in, out);
            case Incoming.Malformed(var reason) ->
                refuse(
                    Script.of(new HttpReply(400, Map.of("content-type", "text/plain"), reason)),
                    in,
                    out);
            case Incoming.TlsHello _ -> refuse(Script.of(new Ending.TlsFailure()), in, out);
            case Incoming.End _ -> false;
          };
    }
  }

  /** Whether the connection can stay open for another request. */
  private boolean perform(Exchange exchange, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    Performance performance = new Performance(out, wait -> keepWaiting(wait, in), sleeper);
    boolean clientLeft = true;
    try {
      performance.run(exchange.script());
      clientLeft = false;
    } finally {
      exchange.whenOver().accept(new Delivery(performance.bodyBytes(), clientLeft));
    }
    return switch (exchange.script().ending()) {
      case Ending.Complete _ -> true;
      case Ending.Cut _, Ending.Hold _, Ending.TlsFailure _ -> false;
      case Ending.Reset _, Ending.Refused _ -> {
        reset();
        yield false;
      }
    };
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

  private boolean refuse(Script script, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    new Performance(out, wait -> keepWaiting(wait, in), sleeper).run(script);
    socket.shutdownOutput();
    socket.setSoTimeout(2_000);
    try {
      in.skipNBytes(DRAIN_LIMIT);
    } catch (IOException _) {
      // The client is done, or too slow to wait for; either way there is nothing left to say.
    }
    return false;
  }

  private void keepWaiting(Duration wait, InputStream in) throws IOException, InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    // A timeout of zero would mean for ever.
    socket.setSoTimeout(Math.clamp(wait.toMillis(), 1, Integer.MAX_VALUE));
    in.mark(1);
    try {
      if (in.read() < 0) {
        throw new ClientLeftException();
      }
      // The client sends its next request already and so is there still.
      in.reset();
      Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    } catch (SocketTimeoutException _) {
      // It waited.
    }
  }
}
