package dev.signalbox.router.attempt;

import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt as it is kept.
 *
 * @param ordinal counts the attempts of a call from 1
 * @param simulated whether the provider only pretended
 * @param limit the time it was given
 * @param status the HTTP status, when an answer came
 * @param requestId the provider's own id of the request
 * @param cost what the answer cost, when the model has a price
 * @param move what followed, and so why there is a next attempt or none
 */
public record Attempt(
    int ordinal,
    Target target,
    boolean simulated,
    Instant startedAt,
    Duration limit,
    Duration took,
    Outcome outcome,
    OptionalInt status,
    Optional<String> requestId,
    Optional<Cost> cost,
    Move move) {}
