package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A model as the catalogue knows it.
 *
 * @param vendor whose model it is
 * @param maxInputTokens the most tokens a prompt may have
 * @param maxOutputTokens the most tokens an answer may have
 * @param imageTokens the most tokens that one image can count as
 * @param acceptsSampling whether temperature and top_p are accepted at all
 * @param maxTemperature the highest temperature that is accepted, where one is
 * @param prices in order of their effective dates; empty when none is known
 */
public record Model(
    String vendor,
    String name,
    Set<Capability> capabilities,
    int maxInputTokens,
    int maxOutputTokens,
    int imageTokens,
    boolean acceptsSampling,
    double maxTemperature,
    List<Price> prices) {
  public Model {
    capabilities = Set.copyOf(capabilities);
    prices = List.copyOf(prices);
  }

  /** Whether a request may set this. */
  public boolean accepts(Sampling sampling) {
    return sampling.isDefault()
        || (acceptsSampling && sampling.temperature().orElse(0) <= maxTemperature);
  }

  /** The price in force on a day (UTC); empty before the first that is known. */
  public Optional<Price> priceAt(LocalDate day) {
    return prices.stream()
        .filter(price -> !price.effectiveFrom().isAfter(day))
        .reduce((_, later) -> later);
  }

  /** What an exchange cost at the price of its day (UTC); empty when that is not known. */
  public Optional<Cost> cost(Usage usage, LocalDate day) {
    return priceAt(day)
        .map(
            price -> new Cost(price.usd(usage), vendor + "/" + name + "@" + price.effectiveFrom()));
  }

  /**
   * The most USD that one attempt with this request can cost on a day, known before it is sent: all
   * of {@link #promptTokensAtMost} at the dearest input rate, and as many output tokens as the
   * answer may have. Output costs four to eight times as much as input, so where the answer is
   * capped, as a task with a cost ceiling has to have it, the exactly known cap is most of the
   * bound.
   *
   * @param targetCap the target's own cap on the answer, which counts when the request has none
   * @return empty when the model has no price that day
   */
  public Optional<BigDecimal> usdAtMost(ChatRequest request, OptionalInt targetCap, LocalDate day) {
    int outputTokens = request.maxOutputTokens().orElse(targetCap.orElse(maxOutputTokens));
    return priceAt(day).map(price -> price.usdAtMost(promptTokensAtMost(request), outputTokens));
  }

  /** The most tokens that the prompt of a request can count as; see {@link PromptBound}. */
  public long promptTokensAtMost(ChatRequest request) {
    return PromptBound.tokens(request, imageTokens);
  }

  /** The same model under another name of the vendor's. */
  Model alias(String other) {
    return new Model(
        vendor,
        other,
        capabilities,
        maxInputTokens,
        maxOutputTokens,
        imageTokens,
        acceptsSampling,
        maxTemperature,
        prices);
  }
}
