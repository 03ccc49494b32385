package dev.signalbox.router.time;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then randomness. */
public final class TimeOrderedUuid {
  private static final long VERSION_7 = 0x7000L;
  private static final long RFC_VARIANT = 0x8000_0000_0000_0000L;

  private TimeOrderedUuid() {}

  public static UUID at(Instant moment, RandomGenerator random) {
    long high = (moment.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0x0fffL);
    long low = RFC_VARIANT | (random.nextLong() & 0x3fff_ffff_ffff_ffffL);
    return new UUID(high, low);
  }

  /** The moment a version 7 UUID carries, to the millisecond. */
  public static Instant momentOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
