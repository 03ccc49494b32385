package dev.signalbox.router.chat;

/**
 * What one exchange used. Input, cache read, cache write and output are disjoint: their sum is the
 * tokens the provider counted.
 *
 * @param input uncached input
 * @param cacheRead input read from the provider's prompt cache
 * @param cacheWrite input written to it
 * @param output output, reasoning included
 * @param reasoning the part of {@code output} that was reasoning; informative, not to be added
 * @param cacheWriteHour the part of {@code cacheWrite} that is kept for an hour rather than
 *     minutes, which some bill higher; not to be added
 * @param searches web searches that the provider ran and bills apart
 */
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long cacheWriteHour,
    long searches) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public Usage {
    if (Math.min(Math.min(input, cacheRead), Math.min(cacheWrite, output)) < 0
        || Math.min(Math.min(reasoning, cacheWriteHour), searches) < 0) {
      throw new IllegalArgumentException("counts cannot be negative");
    }
  }

  /** Of an exchange without long-lived cache writes and searches. */
  public Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    this(input, cacheRead, cacheWrite, output, reasoning, 0, 0);
  }
}
