package dev.signalbox.router.attempt;

import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What came of an {@link Ask}.
 *
 * @param reservedUsd what was set aside for it in the task's budgets, if there are any
 * @param cost what it cost; absent when nothing was spent, or the model has no price
 */
public record Attempted(Exchange exchange, Optional<BigDecimal> reservedUsd, Optional<Cost> cost) {

  static Attempted skipped(SkipReason reason) {
    return new Attempted(
        Exchange.unanswered(new Outcome.Skipped(reason)), Optional.empty(), Optional.empty());
  }

  public Outcome outcome() {
    return exchange.outcome();
  }

  public Attempted with(Exchange other) {
    return new Attempted(other, reservedUsd, cost);
  }
}
