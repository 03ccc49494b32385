package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;

/**
 * What a million tokens of each class of {@link Usage} cost in USD.
 *
 * @param cacheWriteHour for cache writes that are kept for an hour
 */
public record Rates(
    BigDecimal input,
    BigDecimal cacheRead,
    BigDecimal cacheWrite,
    BigDecimal cacheWriteHour,
    BigDecimal output) {

  /** What {@code usage} costs in USD, exactly. */
  BigDecimal times(Usage usage) {
    long writtenForAnHour = Math.min(usage.cacheWriteHour(), usage.cacheWrite());
    return amount(input, usage.input())
        .add(amount(cacheRead, usage.cacheRead()))
        .add(amount(cacheWrite, usage.cacheWrite() - writtenForAnHour))
        .add(amount(cacheWriteHour, writtenForAnHour))
        .add(amount(output, usage.output()))
        .stripTrailingZeros();
  }

  /** The most that so many tokens can cost, whichever class the input falls into. */
  BigDecimal atMost(long inputTokens, long outputTokens) {
    BigDecimal dearest = input.max(cacheRead).max(cacheWrite).max(cacheWriteHour);
    return amount(dearest, inputTokens).add(amount(output, outputTokens)).stripTrailingZeros();
  }

  private static BigDecimal amount(BigDecimal perMillion, long tokens) {
    return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }
}
