package dev.signalbox.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One script on its way to one client. Not thread-safe. */
final class Performance {
  /** What is said without a pause goes out in pieces of this size. */
  private static final int BUFFER = 64 * 1024;

  /** A fatal alert, handshake_failure (RFC 8446, section 6). */
  static final byte[] TLS_ALERT = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28};

  private final OutputStream out;
  private final Client client;
  private final Sleeper sleeper;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private boolean chunked;
  private long bodyBytes;
  private long buffered;

  Performance(OutputStream out, Client client, Sleeper sleeper) {
    this.out = out;
    this.client = client;
    this.sleeper = sleeper;
  }

  /** How many bytes of the body have been handed to the socket. */
  long bodyBytes() {
    return bodyBytes;
  }

  /** Returns when nothing is left to do but to close or reset the connection. */
  void run(Script script) throws IOException, InterruptedException {
    for (Step step : script.steps()) {
      perform(step);
    }
    switch (script.ending()) {
      case Ending.Complete _ -> {
        if (chunked) {
          append("0\r\n\r\n");
        }
        flush();
      }
      case Ending.Hold(var hold) -> {
        flush();
        sleeper.sleep(hold, client);
      }
      case Ending.TlsFailure _ -> {
        buffer.writeBytes(TLS_ALERT);
        flush();
      }
      case Ending.Cut _, Ending.Reset _, Ending.Refused _ -> flush();
    }
  }

  private void perform(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Wait(var duration) -> {
        flush();
        sleeper.sleep(duration, client);
      }
      case Step.Head head -> append(head);
      case Step.Body(var bytes) -> append(bytes.toArray());
      case Step.Fill(char ascii, long count) -> fill((byte) ascii, count);
    }
  }

  private void append(Step.Head head) {
    StringBuilder lines = new StringBuilder("HTTP/1.1 ").append(head.status()).append(" \r\n");
    head.headers()
        .forEach((name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
    chunked = head.length().isEmpty();
    lines.append(
        chunked ? "transfer-encoding: chunked" : "content-length: " + head.length().getAsLong());
    append(lines.append("\r\n\r\n").toString());
  }

  private void append(byte[] body) throws IOException {
    if (chunked) {
      append(Integer.toHexString(body.length) + "\r\n");
    }
    buffer.writeBytes(body);
    if (chunked) {
      append("\r\n");
    }
    buffered += body.length;
    if (buffer.size() >= BUFFER) {
      flush();
    }
  }

  private void fill(byte value, long count) throws IOException {
    byte[] piece = new byte[(int) Math.min(count, BUFFER)];
    Arrays.fill(piece, value);
    for (long left = count; left > 0; left -= piece.length) {
      append(left < piece.length ? Arrays.copyOf(piece, (int) left) : piece);
    }
  }

  private void append(String text) {
    buffer.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void flush() throws IOException {
    if (buffer.size() > 0) {
      buffer.writeTo(out);
      out.flush();
      buffer.reset();
      bodyBytes += buffered;
      buffered = 0;
    }
  }
}
