package dev.signalbox.db.calllog;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * An attempt with what it cost, and with the sums that this is part of.
 *
 * @param answered whether its provider gave an answer; errors cost nothing
 */
record PricedAttempt(
    UUID callId,
    int ordinal,
    @Nested("call_") Rollups.CallHour call,
    @Nested("attempt_") Rollups.AttemptHour attempt,
    @Nullable String apiKey,
    @Nullable String userId,
    @Nullable String promptVersion,
    boolean answered,
    long inputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    long cacheWriteHourTokens,
    long outputTokens,
    long reasoningTokens,
    long searches,
    @Nullable BigDecimal costUsd,
    @Nullable String priceVersion,
    boolean costEstimated) {

  /** What a catalogue has to say about it. */
  sealed interface Verdict {
    /** The tokens at the price of the day. */
    record Priced(Cost cost) implements Verdict {}

    /** Nothing: it was no answer, and no cost. */
    record Free() implements Verdict {}

    /** Nothing: the tokens are not known, and the cost is the most that it can have been. */
    record Estimated() implements Verdict {}

    /** Nothing: its provider told what it cost. */
    record Reported() implements Verdict {}

    /** Nothing: it knows no price. */
    record Unpriced() implements Verdict {}
  }

  Verdict verdict(Catalog catalog) {
    if (costEstimated) {
      return new Verdict.Estimated();
    }
    if (Cost.REPORTED.equals(priceVersion)) {
      return new Verdict.Reported();
    }
    if (costUsd == null && !answered) {
      return new Verdict.Free();
    }
    boolean told = inputTokens + cacheReadTokens > 0;
    Optional<Cost> cost =
        told ? catalog.cost(attempt.provider(), attempt.model(), usage(), day()) : Optional.empty();
    return cost.<Verdict>map(Verdict.Priced::new).orElseGet(Verdict.Unpriced::new);
  }

  BigDecimal usd() {
    return costUsd == null ? BigDecimal.ZERO : costUsd;
  }

  /** On which its call started (UTC). */
  LocalDate day() {
    return LocalDate.ofInstant(call.hour(), ZoneOffset.UTC);
  }

  private Usage usage() {
    return new Usage(
        inputTokens,
        cacheReadTokens,
        cacheWriteTokens,
        outputTokens,
        reasoningTokens,
        cacheWriteHourTokens,
        searches);
  }
}
