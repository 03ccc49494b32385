package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A prompt or an answer as {@code call_payload} holds it. */
final class Payload {
  private final UUID key;
  private final byte[] body;

  private Payload(UUID key, byte[] body) {
    this.key = key;
    this.body = body;
  }

  /** Packs it. */
  static Payload of(String owner, String content, Packing.Packer packer) {
    byte[] text = content.getBytes(StandardCharsets.UTF_8);
    return new Payload(key(owner, text), packer.pack(text));
  }

  /** The first half of the SHA-256 of whose it is and what it says. */
  private static UUID key(String owner, byte[] content) {
    byte[] whose = owner.getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[whose.length + 1 + content.length];
    System.arraycopy(whose, 0, both, 0, whose.length);
    System.arraycopy(content, 0, both, whose.length + 1, content.length);
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(both));
    return new UUID(hash.getLong(), hash.getLong());
  }

  UUID key() {
    return key;
  }

  byte[] body() {
    return body;
  }
}
