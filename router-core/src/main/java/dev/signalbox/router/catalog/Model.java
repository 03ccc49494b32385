package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as the catalogue knows it.
 *
 * @param vendor whose model it is
 * @param api which of its vendor's wire formats it is asked in
 * @param limits how much it takes and gives
 * @param accepts the parameters that it does not answer with an error
 * @param maxTemperature the highest temperature that is accepted, where one is
 * @param efforts how much it can be told to reason; empty when it cannot be told
 * @param prefill whether it goes on with an answer that was begun for it
 * @param retiresOn the day (UTC) from which its vendor no longer offers it, where that is known
 * @param prices in order of their effective dates; empty when none is known
 */
public record Model(
    String vendor,
    String name,
    Api api,
    Set<Capability> capabilities,
    Limits limits,
    Set<Parameter> accepts,
    double maxTemperature,
    Set<Effort> efforts,
    boolean prefill,
    Optional<LocalDate> retiresOn,
    List<Price> prices) {
  public Model {
    capabilities = Set.copyOf(capabilities);
    accepts = Set.copyOf(accepts);
    efforts = Set.copyOf(efforts);
    prices = List.copyOf(prices);
  }

  /** Which of a vendor's wire formats a model is asked in; most vendors have one. */
  public enum Api {
    /** The only one, or the first. */
    USUAL,
    /** OpenAI's Responses, which models from gpt-5.6 on need. */
    RESPONSES
  }

  /**
   * How much a model takes and gives.
   *
   * @param inputTokens the most tokens a prompt may have
   * @param outputTokens the most tokens an answer may have, reasoning included
   * @param imageTokens the most tokens that one image can count as
   * @param pdfPageTokens the most tokens that one page of a PDF can count as
   * @param searches the most web searches that one answer can bring about, where it can search
   */
  public record Limits(
      int inputTokens, int outputTokens, int imageTokens, int pdfPageTokens, int searches) {}

  /** The price in force on a day (UTC); empty before the first that is known. */
  public Optional<Price> priceAt(LocalDate day) {
    return Optional.ofNullable(priceOn(day));
  }

  /** The same without a wrapper around it, for whoever asks often. */
  public @Nullable Price priceOn(LocalDate day) {
    Price inForce = null;
    for (Price price : prices) {
      if (!price.effectiveFrom().isAfter(day)) {
        inForce = price;
      }
    }
    return inForce;
  }

  /** What an exchange cost at the price of its day (UTC); empty when that is not known. */
  public Optional<Cost> cost(Usage usage, LocalDate day) {
    return priceAt(day).map(price -> new Cost(price.usd(usage), priceVersion(price), false));
  }

  /** How records name a price of this model. */
  public String priceVersion(Price price) {
    return vendor + "/" + name + "@" + price.effectiveFrom();
  }

  /**
   * The most USD that one attempt with this request can cost on a day, known before it is sent: all
   * of {@link #promptTokensAtMost} at the dearest input rate, as many output tokens as the answer
   * may have, and as many searches. Output costs four to eight times as much as input, so where the
   * answer is capped, as a task with a cost ceiling has to have it, the exactly known cap is most
   * of the bound.
   *
   * @param outputTokens the cap that is sent along
   * @return empty when the model has no price that day
   */
  public Optional<BigDecimal> usdAtMost(ChatRequest request, int outputTokens, LocalDate day) {
    int searches = request.search() ? limits.searches() : 0;
    return priceAt(day)
        .map(price -> price.usdAtMost(promptTokensAtMost(request), outputTokens, searches));
  }

  /** The most tokens that the prompt of a request can count as; see {@link PromptSize}. */
  public long promptTokensAtMost(ChatRequest request) {
    return PromptSize.of(request).tokensAtMost(limits);
  }

  /** The same model under another name of the vendor's. */
  Model alias(String other) {
    return new Model(
        vendor,
        other,
        api,
        capabilities,
        limits,
        accepts,
        maxTemperature,
        efforts,
        prefill,
        retiresOn,
        prices);
  }
}
