package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Millis;
import dev.signalbox.db.column.Storable;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Headroom;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A row of {@code call_attempt}.
 *
 * @param partial what had come of an answer that was not finished: a payload of its own
 */
public record AttemptRow(
    UUID callId,
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
    @Nullable Double connectMs,
    @Nullable Double firstContentMs,
    String outcome,
    @Nullable String fault,
    @Nullable String detail,
    @Nullable Integer status,
    @Nullable String requestId,
    @Nullable String partial,
    boolean shown,
    @Nullable String revision,
    @Nullable Long inputTokens,
    @Nullable Long cacheReadTokens,
    @Nullable Long cacheWriteTokens,
    @Nullable Long cacheWriteHourTokens,
    @Nullable Long outputTokens,
    @Nullable Long reasoningTokens,
    @Nullable Long searches,
    @Nullable BigDecimal reservedUsd,
    @Nullable BigDecimal costUsd,
    @Nullable String priceVersion,
    boolean costEstimated,
    @Nullable Long requestsLeft,
    @Nullable Long tokensLeft,
    @Nullable Double limitsResetMs,
    String move) {

  static List<AttemptRow> of(RoutedCall call, Privacy privacy) {
    return call.attempts().stream().map(attempt -> of(call.id(), attempt, privacy)).toList();
  }

  private static AttemptRow of(UUID call, Attempt attempt, Privacy privacy) {
    Exchange exchange = attempt.exchange();
    Optional<Reply> reply =
        attempt.outcome() instanceof Outcome.Answered(Reply given)
            ? Optional.of(given)
            : exchange.partial();
    Optional<Usage> usage = reply.map(Reply::usage);
    Headroom headroom = exchange.headroom();
    return new AttemptRow(
        call,
        attempt.ordinal(),
        Code.of(attempt.kind()),
        attempt.target().provider(),
        attempt.target().model(),
        attempt.simulated(),
        attempt.startedAt(),
        Millis.of(attempt.waited()),
        Millis.of(attempt.limits().total()),
        Millis.of(attempt.limits().connect()),
        Millis.of(attempt.limits().firstContent()),
        Millis.of(attempt.limits().idle()),
        Millis.of(attempt.took()),
        exchange.connect().map(Millis::of).orElse(null),
        exchange.firstContent().map(Millis::of).orElse(null),
        Code.of(attempt.outcome()),
        attempt.outcome() instanceof Outcome.Failed failed ? Code.of(failed.fault()) : null,
        detail(attempt.outcome(), privacy).orElse(null),
        exchange.status().isPresent() ? exchange.status().getAsInt() : null,
        exchange.requestId().orElse(null),
        exchange.partial().map(Reply::text).map(privacy::text).orElse(null),
        exchange.shown(),
        reply.map(given -> Storable.label(given.served().label())).orElse(null),
        usage.map(Usage::input).orElse(null),
        usage.map(Usage::cacheRead).orElse(null),
        usage.map(Usage::cacheWrite).orElse(null),
        usage.map(Usage::cacheWriteHour).orElse(null),
        usage.map(Usage::output).orElse(null),
        usage.map(Usage::reasoning).orElse(null),
        usage.map(Usage::searches).orElse(null),
        attempt.reservedUsd().orElse(null),
        attempt.cost().map(Cost::usd).orElse(null),
        attempt.cost().map(Cost::priceVersion).orElse(null),
        attempt.cost().map(Cost::estimated).orElse(false),
        orNull(headroom.requests()),
        orNull(headroom.tokens()),
        headroom.resetsAfter().map(Millis::of).orElse(null),
        Code.of(attempt.move()));
  }

  /** For the journal, with the names by which Jackson reads them; what is null has none. */
  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("call_id", callId.toString());
    json.writeNumberProperty("ordinal", ordinal);
    json.writeStringProperty("kind", kind);
    json.writeStringProperty("provider", provider);
    json.writeStringProperty("model", model);
    json.writeBooleanProperty("simulated", simulated);
    json.writeStringProperty("started_at", startedAt.toString());
    json.writeNumberProperty("waited_ms", waitedMs);
    json.writeNumberProperty("limit_ms", limitMs);
    json.writeNumberProperty("connect_limit_ms", connectLimitMs);
    json.writeNumberProperty("first_content_limit_ms", firstContentLimitMs);
    json.writeNumberProperty("idle_limit_ms", idleLimitMs);
    json.writeNumberProperty("took_ms", tookMs);
    Json.put(json, "connect_ms", connectMs);
    Json.put(json, "first_content_ms", firstContentMs);
    json.writeStringProperty("outcome", outcome);
    Json.put(json, "fault", fault);
    Json.put(json, "detail", detail);
    Json.put(json, "status", status);
    Json.put(json, "request_id", requestId);
    Json.put(json, "partial", partial);
    json.writeBooleanProperty("shown", shown);
    Json.put(json, "revision", revision);
    Json.put(json, "input_tokens", inputTokens);
    Json.put(json, "cache_read_tokens", cacheReadTokens);
    Json.put(json, "cache_write_tokens", cacheWriteTokens);
    Json.put(json, "cache_write_hour_tokens", cacheWriteHourTokens);
    Json.put(json, "output_tokens", outputTokens);
    Json.put(json, "reasoning_tokens", reasoningTokens);
    Json.put(json, "searches", searches);
    Json.put(json, "reserved_usd", reservedUsd);
    Json.put(json, "cost_usd", costUsd);
    Json.put(json, "price_version", priceVersion);
    json.writeBooleanProperty("cost_estimated", costEstimated);
    Json.put(json, "requests_left", requestsLeft);
    Json.put(json, "tokens_left", tokensLeft);
    Json.put(json, "limits_reset_ms", limitsResetMs);
    json.writeStringProperty("move", move);
    json.writeEndObject();
  }

  private static @Nullable Long orNull(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : null;
  }

  /** A provider may quote what it was sent. */
  private static Optional<String> detail(Outcome outcome, Privacy privacy) {
    return switch (outcome) {
      case Outcome.Answered _ -> Optional.empty();
      case Outcome.Rejected(_, String reason) -> Optional.of(privacy.text(reason));
      case Outcome.Failed failed -> Optional.of(privacy.text(failed.detail()));
      case Outcome.Skipped(var reason) -> Optional.of(reason.sentence());
    };
  }
}
