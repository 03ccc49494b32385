package dev.signalbox.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection (RFC 9112), each part bounded. Not thread-safe. */
final class RequestReader {
  private static final int LINE_LIMIT = 16 * 1024;
  private static final int HEADER_LIMIT = 200;

  /** The first byte of a record that holds a ClientHello (RFC 8446, section 5.1). */
  private static final int TLS_HANDSHAKE = 0x16;

  private final InputStream in;
  private final OutputStream out;
  private final int bodyLimit;

  /**
   * @param in supports marks
   * @param out where a client that asks first ({@code Expect: 100-continue}) is told to go on
   * @param bodyLimit in bytes
   */
  RequestReader(InputStream in, OutputStream out, int bodyLimit) {
    this.in = in;
    this.out = out;
    this.bodyLimit = bodyLimit;
  }

  /** Waits for the next request. */
  Incoming next() throws IOException {
    in.mark(1);
    if (in.read() == TLS_HANDSHAKE) {
      return new Incoming.TlsHello();
    }
    in.reset();
    String requestLine = line();
    if (requestLine == null) {
      return new Incoming.End();
    }
    String[] words = requestLine.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      return new Incoming.Malformed("not a request line of HTTP/1.x");
    }
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == HEADER_LIMIT) {
        return new Incoming.Malformed("not a header field, or too many");
      }
      headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return withBody(words[0], words[1], headers);
  }

  private Incoming withBody(String method, String target, Map<String, String> headers)
      throws IOException {
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    byte[] body;
    try {
      boolean chunked =
          headers
              .getOrDefault("transfer-encoding", "")
              .toLowerCase(Locale.ROOT)
              .contains("chunked");
      body = chunked ? chunkedBody() : sizedBody(headers.getOrDefault("content-length", "0"));
    } catch (NumberFormatException e) {
      return new Incoming.Malformed("a length that is not a number");
    }
    return body == null
        ? new Incoming.TooLarge()
        : new Incoming.Request(
            new HttpRequest(method, target, headers, new String(body, StandardCharsets.UTF_8)));
  }

  /** Null when it is larger than the limit. */
  private byte @Nullable [] sizedBody(String length) throws IOException {
    long size = Long.parseUnsignedLong(length);
    return size > bodyLimit ? null : exactly((int) size);
  }

  /** Null when it is larger than the limit. */
  private byte @Nullable [] chunkedBody() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (true) {
      String sizeLine = needed(line());
      int extension = sizeLine.indexOf(';');
      String hex = extension < 0 ? sizeLine : sizeLine.substring(0, extension);
      int size = Integer.parseUnsignedInt(hex.strip(), 16);
      if (size < 0 || whole.size() + (long) size > bodyLimit) {
        return null;
      }
      if (size == 0) {
        break;
      }
      whole.write(exactly(size));
      needed(line());
    }
    while (!needed(line()).isEmpty()) {
      // Trailer fields say nothing that matters here.
    }
    return whole.toByteArray();
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the client left in the middle of a request");
    }
    return bytes;
  }

  /** The next line without its end, or null at the end of the stream. */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return line.size() == 0 ? null : needed(null);
      }
      if (line.size() == LINE_LIMIT) {
        throw new IOException("a line longer than " + LINE_LIMIT + " bytes");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String needed(@Nullable String line) throws EOFException {
    if (line == null) {
      throw new EOFException("the client left in the middle of a request");
    }
    return line;
  }
}
