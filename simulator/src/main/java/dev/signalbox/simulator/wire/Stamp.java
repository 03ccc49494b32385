package dev.signalbox.simulator.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * What marks one exchange.
 *
 * @param lot decides its ids
 * @param processing how long the provider says it worked
 */
public record Stamp(Instant at, long lot, Duration processing) {
  public static final String HEX = "0123456789abcdef";
  public static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** The same exchange with the time it takes. */
  public Stamp after(Duration worked) {
    return new Stamp(at, lot, worked);
  }

  /** An id; the same for the same lot and prefix. */
  public String id(String prefix, String alphabet, int length) {
    return id(prefix, 0, alphabet, length);
  }

  /** The id of one of several things of a kind. */
  public String id(String prefix, int ordinal, String alphabet, int length) {
    SplittableRandom random = new SplittableRandom(lot + prefix.hashCode() + 31L * ordinal);
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < length; i++) {
      id.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return id.toString();
  }
}
