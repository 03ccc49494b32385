package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;

/**
 * What one token of each class of {@link Usage} costs, in 10⁻¹² USD: whole numbers, so that sums
 * are exact and cost nothing. A rate of 0.15 USD for a million tokens is 150,000.
 *
 * @param cacheWriteHour for cache writes that are kept for an hour
 */
public record Rates(long input, long cacheRead, long cacheWrite, long cacheWriteHour, long output) {
  /** Digits after the point that a rate in USD for a million tokens may have. */
  public static final int DECIMALS = 6;

  /**
   * From USD for a million tokens each.
   *
   * @throws ArithmeticException if one has more than {@link #DECIMALS} digits after the point
   */
  public static Rates perMillion(
      BigDecimal input,
      BigDecimal cacheRead,
      BigDecimal cacheWrite,
      BigDecimal cacheWriteHour,
      BigDecimal output) {
    return new Rates(
        pico(input), pico(cacheRead), pico(cacheWrite), pico(cacheWriteHour), pico(output));
  }

  /** What {@code usage} costs in 10⁻¹² USD. */
  long times(Usage usage) {
    long writtenForAnHour = Math.min(usage.cacheWriteHour(), usage.cacheWrite());
    return input * usage.input()
        + cacheRead * usage.cacheRead()
        + cacheWrite * (usage.cacheWrite() - writtenForAnHour)
        + cacheWriteHour * writtenForAnHour
        + output * usage.output();
  }

  /** The most that so many tokens can cost in 10⁻¹² USD, whichever class the input falls into. */
  long atMost(long inputTokens, long outputTokens) {
    long dearest = Math.max(Math.max(input, cacheRead), Math.max(cacheWrite, cacheWriteHour));
    return dearest * inputTokens + output * outputTokens;
  }

  private static long pico(BigDecimal usdPerMillion) {
    return usdPerMillion.movePointRight(DECIMALS).longValueExact();
  }
}
