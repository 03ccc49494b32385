package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;

/** What a million tokens of each disjoint class of {@link Usage} cost in USD. */
public record Rates(
    BigDecimal input, BigDecimal cacheRead, BigDecimal cacheWrite, BigDecimal output) {

  /** What {@code usage} costs in USD, exactly. */
  BigDecimal times(Usage usage) {
    return sum(
        amount(input, usage.input()),
        amount(cacheRead, usage.cacheRead()),
        amount(cacheWrite, usage.cacheWrite()),
        amount(output, usage.output()));
  }

  /** The most that so many tokens can cost, whichever class the input falls into. */
  BigDecimal atMost(long inputTokens, long outputTokens) {
    BigDecimal dearest = input.max(cacheRead).max(cacheWrite);
    return sum(amount(dearest, inputTokens), amount(output, outputTokens));
  }

  private static BigDecimal amount(BigDecimal perMillion, long tokens) {
    return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }

  private static BigDecimal sum(BigDecimal... amounts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal amount : amounts) {
      sum = sum.add(amount);
    }
    return sum.stripTrailingZeros();
  }
}
