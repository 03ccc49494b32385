package dev.signalbox.router.chat;

/**
 * Tokens of one exchange in disjoint classes: their sum is what the provider counted.
 *
 * @param input uncached input
 * @param cacheRead input read from the provider's prompt cache
 * @param cacheWrite input written to it
 * @param output output, reasoning included
 * @param reasoning the part of {@code output} that was reasoning; informative, not to be added
 */
public record Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public Usage {
    if (input < 0 || cacheRead < 0 || cacheWrite < 0 || output < 0 || reasoning < 0) {
      throw new IllegalArgumentException("token counts cannot be negative");
    }
  }
}
