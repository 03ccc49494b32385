package dev.signalbox.router.provider.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages bytes in the ways that servers, proxies and enemies do. */
final class Mutator {
  private static final int LARGEST = 1 << 17;

  /** What breaks readers of JSON and of event streams. */
  private static final List<String> TOKENS =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "1e999999999",
          "99999999999999999999999999",
          "0.1e-99999",
          "true",
          "\"\\ud800\"",
          "\\u0000",
          "\u0000",
          "\uFEFF",
          "data: ",
          "\n\n",
          "\r\n\r\n",
          "\r",
          ":",
          "event: error\n",
          "data: [DONE]\n\n",
          "data: {\"error\":{\"message\":\"x\",\"type\":\"overloaded_error\"}}\n\n",
          "data: {\"type\":\"message_stop\"}\n\n",
          "data: {\"type\":\"response.completed\",\"response\":{}}\n\n",
          "\"finishReason\":\"STOP\"",
          "\"index\":2147483647",
          "\"index\":-1",
          "[[[[[[[[[[[[[[[[",
          "{\"a\":{\"a\":{\"a\":{\"a\":");

  private final Random random;
  private final List<byte[]> seeds;

  Mutator(Random random, List<byte[]> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  /** One of the seeds, damaged some times over. */
  byte[] next() {
    byte[] bytes = seed();
    for (int times = random.nextInt(6); times >= 0; times--) {
      bytes = damaged(bytes);
    }
    return bytes.length > LARGEST ? Arrays.copyOf(bytes, LARGEST) : bytes;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] damaged(byte[] bytes) {
    if (bytes.length == 0) {
      return token();
    }
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(1 + random.nextInt(200)));
    return switch (random.nextInt(8)) {
      case 0 -> flipped(bytes, from);
      case 1 -> joined(bytes, 0, from, new byte[0], to);
      case 2 -> joined(bytes, 0, to, Arrays.copyOfRange(bytes, from, to), to);
      case 3 -> joined(bytes, 0, from, token(), from);
      case 4 -> joined(bytes, 0, from, token(), to);
      case 5 -> Arrays.copyOf(bytes, from);
      case 6 -> spliced(bytes, from);
      default -> withAnotherValue(bytes, from);
    };
  }

  private byte[] token() {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] other = bytes.clone();
    other[at] = (byte) random.nextInt(256);
    return other;
  }

  private byte[] spliced(byte[] bytes, int at) {
    byte[] other = seed();
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return joined(bytes, 0, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
  }

  /** Puts something else in the place of a JSON value. */
  private byte[] withAnotherValue(byte[] bytes, int near) {
    int colon = near;
    while (colon < bytes.length && bytes[colon] != ':') {
      colon++;
    }
    int end = colon + 1;
    while (end < bytes.length && bytes[end] != ',' && bytes[end] != '}') {
      end++;
    }
    return colon >= bytes.length ? bytes : joined(bytes, 0, colon + 1, token(), end);
  }

  private static byte[] joined(byte[] bytes, int from, int to, byte[] middle, int on) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + middle.length);
    out.write(bytes, from, to - from);
    out.writeBytes(middle);
    out.write(bytes, Math.min(on, bytes.length), bytes.length - Math.min(on, bytes.length));
    return out.toByteArray();
  }
}
