package dev.signalbox.db.view;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.catalog.Price;
import dev.signalbox.router.catalog.Rates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of the arithmetic of a cost.
 *
 * @param what such as {@code cached input}
 * @param count of tokens or searches
 * @param usdEach for one of them, exactly
 */
public record CostLine(String what, long count, BigDecimal usdEach) {
  private static final int PICO = 12;

  /** In USD, exactly. */
  public BigDecimal usd() {
    return usdEach.multiply(BigDecimal.valueOf(count)).stripTrailingZeros();
  }

  /**
   * What an attempt's cost is the sum of.
   *
   * @return nothing when it has no cost, or the catalogue does not know that price any more, or the
   *     sum is another: an upper bound, or what the provider said
   */
  static List<CostLine> of(AttemptRow attempt, Catalog catalog) {
    Optional<Price> price =
        catalog
            .model(attempt.provider(), attempt.model())
            .flatMap(model -> price(model, attempt.priceVersion()));
    if (price.isEmpty() || attempt.costUsd().isEmpty() || attempt.costEstimated()) {
      return List.of();
    }
    List<CostLine> lines = lines(attempt, price.get());
    BigDecimal sum = lines.stream().map(CostLine::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.compareTo(attempt.costUsd().get()) == 0 ? lines : List.of();
  }

  /** By its version, since the day does not tell: it is that of the call, or of a repricing. */
  private static Optional<Price> price(Model model, Optional<String> version) {
    return model.prices().stream()
        .filter(price -> version.equals(Optional.of(model.priceVersion(price))))
        .findFirst();
  }

  private static List<CostLine> lines(AttemptRow attempt, Price price) {
    long input = count(attempt.inputTokens());
    long read = count(attempt.cacheReadTokens());
    long write = count(attempt.cacheWriteTokens());
    long hour = Math.min(write, count(attempt.cacheWriteHourTokens()));
    Rates rates = price.ratesFor(input + read + write);
    List<CostLine> lines = new ArrayList<>();
    add(lines, "input", input, rates.input());
    add(lines, "cached input", read, rates.cacheRead());
    add(lines, "cache write", write - hour, rates.cacheWrite());
    add(lines, "cache write for an hour", hour, rates.cacheWriteHour());
    add(lines, "output", count(attempt.outputTokens()), rates.output());
    long searches = count(attempt.searches());
    if (searches > 0) {
      lines.add(new CostLine("searches", searches, price.perSearch()));
    }
    return lines;
  }

  private static void add(List<CostLine> lines, String what, long tokens, long picoEach) {
    if (tokens > 0) {
      lines.add(
          new CostLine(what, tokens, BigDecimal.valueOf(picoEach, PICO).stripTrailingZeros()));
    }
  }

  private static long count(OptionalLong tokens) {
    return tokens.orElse(0);
  }
}
