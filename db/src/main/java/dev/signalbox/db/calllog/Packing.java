package dev.signalbox.db.calllog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Documents as their columns hold them: a byte that says how they are packed, then UTF-8. Packing
 * here and not in PostgreSQL, since that leaves alone whatever is under 2 kB.
 */
public final class Packing {
  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;
  private static final int WORTH_TRYING = 200;
  private static final int CHUNK = 8192;

  private Packing() {}

  /** Packs one document after the other. Not thread-safe. */
  static final class Packer implements AutoCloseable {
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] room = new byte[CHUNK];

    byte[] pack(byte[] text) {
      int packed = text.length < WORTH_TRYING ? 0 : deflate(text);
      boolean gains = packed > 0 && packed < text.length;
      byte[] body = new byte[1 + (gains ? packed : text.length)];
      body[0] = gains ? DEFLATED : PLAIN;
      System.arraycopy(gains ? room : text, 0, body, 1, body.length - 1);
      return body;
    }

    /** How long it becomes in {@link #room}; 0 when it becomes no shorter. */
    private int deflate(byte[] text) {
      if (room.length < text.length) {
        room = new byte[text.length];
      }
      deflater.reset();
      deflater.setInput(text);
      deflater.finish();
      int packed = deflater.deflate(room, 0, text.length);
      return deflater.finished() ? packed : 0;
    }

    @Override
    public void close() {
      deflater.end();
    }
  }

  /**
   * The document in {@code body}.
   *
   * @throws IllegalArgumentException if there is none in a form that is known
   */
  public static String unpack(byte[] body) {
    return switch (body.length == 0 ? -1 : body[0]) {
      case PLAIN -> new String(body, 1, body.length - 1, StandardCharsets.UTF_8);
      case DEFLATED -> inflated(Arrays.copyOfRange(body, 1, body.length));
      default -> throw new IllegalArgumentException("a payload is packed in a way not known here");
    };
  }

  private static String inflated(byte[] packed) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream text = new ByteArrayOutputStream(packed.length * 3);
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int some = inflater.inflate(chunk);
        if (some == 0) {
          throw new IllegalArgumentException("a payload breaks off");
        }
        text.write(chunk, 0, some);
      }
      return text.toString(StandardCharsets.UTF_8);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("a payload is damaged", e);
    } finally {
      inflater.end();
    }
  }
}
