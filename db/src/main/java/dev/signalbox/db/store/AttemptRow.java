package dev.signalbox.db.store;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code attempt}. */
public record AttemptRow(
    UUID callId,
    int ordinal,
    String provider,
    String model,
    boolean simulated,
    Instant startedAt,
    double limitMs,
    double tookMs,
    String outcome,
    @Nullable String fault,
    @Nullable String detail,
    @Nullable Integer status,
    @Nullable String requestId,
    @Nullable String revision,
    @Nullable Long inputTokens,
    @Nullable Long cacheReadTokens,
    @Nullable Long cacheWriteTokens,
    @Nullable Long cacheWriteHourTokens,
    @Nullable Long outputTokens,
    @Nullable Long reasoningTokens,
    @Nullable Long searches,
    @Nullable BigDecimal costUsd,
    @Nullable String priceVersion,
    String move) {

  static List<AttemptRow> of(RoutedCall call) {
    return call.attempts().stream().map(attempt -> of(call.id(), attempt)).toList();
  }

  private static AttemptRow of(UUID call, Attempt attempt) {
    Optional<Reply> reply =
        attempt.outcome() instanceof Outcome.Answered(Reply given)
            ? Optional.of(given)
            : Optional.empty();
    Optional<Usage> usage = reply.map(Reply::usage);
    return new AttemptRow(
        call,
        attempt.ordinal(),
        Storable.text(attempt.target().provider()),
        Storable.text(attempt.target().model()),
        attempt.simulated(),
        attempt.startedAt(),
        Millis.of(attempt.limit()),
        Millis.of(attempt.took()),
        Code.of(attempt.outcome()),
        attempt.outcome() instanceof Outcome.Failed failed ? Code.of(failed.fault()) : null,
        Storable.text(detail(attempt.outcome())),
        attempt.status().isPresent() ? attempt.status().getAsInt() : null,
        Storable.text(attempt.requestId()),
        reply.map(given -> Storable.label(given.served().label())).orElse(null),
        usage.map(Usage::input).orElse(null),
        usage.map(Usage::cacheRead).orElse(null),
        usage.map(Usage::cacheWrite).orElse(null),
        usage.map(Usage::cacheWriteHour).orElse(null),
        usage.map(Usage::output).orElse(null),
        usage.map(Usage::reasoning).orElse(null),
        usage.map(Usage::searches).orElse(null),
        attempt.cost().map(Cost::usd).orElse(null),
        Storable.text(attempt.cost().map(Cost::priceVersion)),
        Storable.text(Code.of(attempt.move())));
  }

  private static Optional<String> detail(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> Optional.empty();
      case Outcome.Rejected(_, String reason) -> Optional.of(reason);
      case Outcome.Failed failed -> Optional.of(failed.detail());
      case Outcome.Skipped(var reason) -> Optional.of(reason.sentence());
    };
  }
}
