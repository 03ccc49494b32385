package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
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

  /**
   * Rates for the whole exchange, output included, once its input passes a number of tokens.
   *
   * @param aboveTokens the most input tokens, of all classes together, with the ordinary rates
   */
  public record LongPrompt(long aboveTokens, Rates rates) {}

  /** What an exchange costs in USD, exactly: every class of tokens times its rate. */
  public BigDecimal usd(Usage usage) {
    long inputTokens = usage.input() + usage.cacheRead() + usage.cacheWrite();
    return plusSearches(ratesFor(inputTokens).times(usage), usage.searches());
  }

  /** The most USD that an exchange of at most so many tokens and searches can cost. */
  public BigDecimal usdAtMost(long inputTokens, long outputTokens, long searches) {
    BigDecimal ordinary = rates.atMost(inputTokens, outputTokens);
    BigDecimal tokens = ordinary.max(ratesFor(inputTokens).atMost(inputTokens, outputTokens));
    return plusSearches(tokens, searches);
  }

  private BigDecimal plusSearches(BigDecimal tokens, long searches) {
    return searches == 0
        ? tokens
        : tokens.add(perSearch.multiply(BigDecimal.valueOf(searches))).stripTrailingZeros();
  }

  private Rates ratesFor(long inputTokens) {
    return longPrompt
        .filter(tier -> inputTokens > tier.aboveTokens())
        .map(LongPrompt::rates)
        .orElse(rates);
  }
}
