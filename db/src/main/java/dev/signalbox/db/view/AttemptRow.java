package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** A row of {@code call_attempt}, to be completed with what is kept elsewhere. */
public record AttemptRow(
    int ordinal,
    String kind,
    String provider,
    String model,
    boolean simulated,
    Instant startedAt,
    double waitedMs,
    double limitMs,
    double connectLimitMs,
    double firstContentLimitMs,
    double idleLimitMs,
    double tookMs,
    OptionalDouble connectMs,
    OptionalDouble firstContentMs,
    String outcome,
    Optional<String> fault,
    Optional<String> detail,
    OptionalInt status,
    Optional<String> requestId,
    Optional<UUID> partialKey,
    Optional<String> revision,
    OptionalLong inputTokens,
    OptionalLong cacheReadTokens,
    OptionalLong cacheWriteTokens,
    OptionalLong cacheWriteHourTokens,
    OptionalLong outputTokens,
    OptionalLong reasoningTokens,
    OptionalLong searches,
    Optional<BigDecimal> reservedUsd,
    Optional<BigDecimal> costUsd,
    Optional<String> priceVersion,
    boolean costEstimated,
    OptionalLong requestsLeft,
    OptionalLong tokensLeft,
    OptionalDouble limitsResetMs,
    String move) {

  CallDetail.Attempt completed(Optional<String> partial, List<CostLine> costLines) {
    return new CallDetail.Attempt(
        ordinal,
        kind,
        provider,
        model,
        simulated,
        startedAt,
        waitedMs,
        limitMs,
        connectLimitMs,
        firstContentLimitMs,
        idleLimitMs,
        tookMs,
        connectMs,
        firstContentMs,
        outcome,
        fault,
        detail,
        status,
        requestId,
        partial,
        revision,
        inputTokens,
        cacheReadTokens,
        cacheWriteTokens,
        cacheWriteHourTokens,
        outputTokens,
        reasoningTokens,
        searches,
        reservedUsd,
        costUsd,
        priceVersion,
        costEstimated,
        costLines,
        requestsLeft,
        tokensLeft,
        limitsResetMs,
        move);
  }
}
