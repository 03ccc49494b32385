package dev.signalbox.router.provider;

import java.time.Duration;

/**
 * How long one exchange may take.
 *
 * @param total from the first byte sent to the last one received
 * @param connect until a connection stands
 * @param firstContent until a streamed answer shows its first content or reasoning; an answer that
 *     comes whole is not held to it, for it shows nothing before it is done
 * @param idle the longest pause within a streamed answer
 */
public record Limits(Duration total, Duration connect, Duration firstContent, Duration idle) {
  /** A connection that takes longer than this is not worth waiting for. */
  public static final Duration USUAL_CONNECT = Duration.ofSeconds(5);

  /** With no limit but one for all of it. */
  public static Limits of(Duration total) {
    return new Limits(total, USUAL_CONNECT, total, total);
  }
}
