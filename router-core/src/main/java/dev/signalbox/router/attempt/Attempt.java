package dev.signalbox.router.attempt;

import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt as it is kept.
 *
 * @param ordinal counts the attempts of a call from 1, in the order in which they were begun
 * @param simulated whether the provider only pretended
 * @param waited how long was waited for it, since the attempt before or the start of the call
 * @param limits the time it was given
 * @param took from its beginning to its end, everything included
 * @param reservedUsd what was set aside for it in the task's budgets, if there are any
 * @param cost what it cost; absent when nothing was spent, or the model has no price
 * @param move what followed, and so why there is a next attempt or none
 */
public record Attempt(
    int ordinal,
    Kind kind,
    Target target,
    boolean simulated,
    Instant startedAt,
    Duration waited,
    Limits limits,
    Duration took,
    Exchange exchange,
    Optional<BigDecimal> reservedUsd,
    Optional<Cost> cost,
    Move move) {

  /** What an attempt was for. */
  public enum Kind {
    ORDINARY,
    /** Beside another one that kept silent. */
    HEDGE,
    /** To go on with an answer that had broken off. */
    CONTINUATION
  }

  public Outcome outcome() {
    return exchange.outcome();
  }
}
