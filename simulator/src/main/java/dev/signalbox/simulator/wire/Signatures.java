package dev.signalbox.simulator.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * The seals that a provider puts on its models' thoughts. Any provider can tell its own from
 * another's, and from one that was touched, without remembering any.
 *
 * @param issuer the provider
 */
public record Signatures(String issuer) {
  private static final int NOISE = 96;

  /** A seal in base64; the same for the same exchange and part. */
  public String seal(Stamp stamp, String part) {
    byte[] noise = new byte[NOISE];
    new SplittableRandom(stamp.lot() + part.hashCode()).nextBytes(noise);
    ByteBuffer seal = ByteBuffer.allocate(NOISE + Long.BYTES).put(noise).putLong(checksum(noise));
    return Base64.getEncoder().encodeToString(seal.array());
  }

  public boolean accept(String seal) {
    try {
      byte[] bytes = Base64.getDecoder().decode(seal);
      byte[] noise = new byte[NOISE];
      if (bytes.length != NOISE + Long.BYTES) {
        return false;
      }
      ByteBuffer read = ByteBuffer.wrap(bytes).get(noise);
      return read.getLong() == checksum(noise);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private long checksum(byte[] noise) {
    CRC32 sum = new CRC32();
    sum.update(issuer.getBytes(StandardCharsets.UTF_8));
    sum.update(noise);
    return sum.getValue();
  }
}
