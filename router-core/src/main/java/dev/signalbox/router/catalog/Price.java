package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a model costs from a day (UTC) on.
 *
 * @param perSearch USD for each web search that the provider runs
 * @param longPrompt the other rates that some models have for long prompts
 * @param source where the figures were read, for whoever doubts them
 */
public record Price(
    LocalDate effectiveFrom,
    Rates rates,
    BigDecimal perSearch,
    Optional<LongPrompt> longPrompt,
    String source) {
  private static final int PICO = 12;

  /**
   * Rates for the whole exchange, output included, once its input passes a number of tokens.
   *
   * @param aboveTokens the most input tokens, of all classes together, with the ordinary rates
   */
  public record LongPrompt(long aboveTokens, Rates rates) {}

  /** What an exchange costs in USD, exactly: every class of tokens times its rate. */
  public BigDecimal usd(Usage usage) {
    long inputTokens = usage.input() + usage.cacheRead() + usage.cacheWrite();
    return usd(ratesFor(inputTokens).times(usage))
        .add(perSearch.multiply(BigDecimal.valueOf(usage.searches())))
        .stripTrailingZeros();
  }

  /** The most USD that an exchange of at most so many tokens and searches can cost. */
  public BigDecimal usdAtMost(long inputTokens, long outputTokens, long searches) {
    return usd(picoUsdAtMost(inputTokens, outputTokens, searches));
  }

  /** The same in 10⁻¹² USD, for whoever compares many of them. */
  public long picoUsdAtMost(long inputTokens, long outputTokens, long searches) {
    long tokens =
        Math.max(
            rates.atMost(inputTokens, outputTokens),
            ratesFor(inputTokens).atMost(inputTokens, outputTokens));
    return searches == 0 ? tokens : tokens + searches * picoPerSearch();
  }

  private long picoPerSearch() {
    return perSearch.movePointRight(PICO).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static BigDecimal usd(long pico) {
    return BigDecimal.valueOf(pico, PICO).stripTrailingZeros();
  }

  /** The rates of an exchange with so many input tokens, of all classes together. */
  public Rates ratesFor(long inputTokens) {
    return longPrompt.isPresent() && inputTokens > longPrompt.get().aboveTokens()
        ? longPrompt.get().rates()
        : rates;
  }
}
