package dev.signalbox.gateway;

import dev.signalbox.router.access.Loopback;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Where the gateway listens and how much it takes on.
 *
 * @param host a name or address of this machine's loopback interface
 * @param port 0 takes any free one
 * @param maxBodyBytes the largest request body
 * @param maxCalls calls at a time; one more is turned away with 503. The bodies being read at a
 *     time take at most {@code maxCalls * maxBodyBytes}
 * @param drain how long closing waits for the calls that are under way
 */
public record GatewaySettings(
    String host, int port, int maxBodyBytes, int maxCalls, Duration drain) {
  public static final String LOOPBACK = "127.0.0.1";
  public static final int DEFAULT_MAX_BODY_BYTES = 8 << 20;
  public static final int DEFAULT_MAX_CALLS = 256;
  public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);

  private static final int LARGEST_MAX_BODY_BYTES = 1 << 30;

  /**
   * Checks the settings.
   *
   * @throws GatewayStartException if a value is out of range, or if others than this machine could
   *     reach the gateway, for it knows no keys yet
   */
  public GatewaySettings {
    require(port >= 0 && port <= 65_535, "a port lies between 0 and 65535, not " + port);
    require(
        maxBodyBytes >= 1 && maxBodyBytes <= LARGEST_MAX_BODY_BYTES,
        "the largest body lies between 1 byte and 1 GiB, not " + maxBodyBytes + " bytes");
    require(maxCalls >= 1, "the gateway has to take at least 1 call at a time, not " + maxCalls);
    require(!drain.isNegative(), "the time to drain cannot be negative");
    require(
        isLoopback(host),
        "the gateway knows no keys yet, so it listens on a loopback address such as "
            + LOOPBACK
            + " only, not on "
            + host);
  }

  /** Loopback, on a given port. */
  public static GatewaySettings onPort(int port) {
    return new GatewaySettings(
        LOOPBACK, port, DEFAULT_MAX_BODY_BYTES, DEFAULT_MAX_CALLS, DEFAULT_DRAIN);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GatewayStartException(sentence);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return Loopback.isReachedFromHereOnly(host);
    } catch (UnknownHostException e) {
      throw new GatewayStartException("the gateway's host is not known here: " + host, e);
    }
  }
}
