package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Millis;
import dev.signalbox.db.column.Storable;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.chat.Attribution;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.table.LogRule.Keep;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A row of {@code call_log}, but for its payloads.
 *
 * @param kept what is kept of its words: {@code full}, {@code redacted} or {@code hash}
 * @param attempts how many there were
 */
public record CallRow(
    UUID id,
    String origin,
    String task,
    long tableVersion,
    String catalog,
    String kept,
    boolean streamed,
    Instant startedAt,
    double tookMs,
    String result,
    @Nullable String reason,
    boolean joined,
    @Nullable String finish,
    @Nullable String provider,
    @Nullable String model,
    @Nullable String revision,
    boolean simulated,
    int attempts,
    BigDecimal costUsd,
    @Nullable String apiKey,
    @Nullable String userId,
    @Nullable String promptVersion,
    @Nullable String conversation) {

  static CallRow of(RoutedCall call, Keep keep, Privacy privacy) {
    Optional<Target> target = target(call.result());
    Attribution attribution = call.request().attribution();
    return new CallRow(
        call.id(),
        Code.of(call.origin()),
        call.task(),
        call.table().number(),
        call.catalog(),
        Code.of(keep),
        call.streamed(),
        call.startedAt(),
        Millis.of(call.took()),
        Code.of(call.result()),
        reason(call.result()).map(privacy::text).orElse(null),
        call.result() instanceof Result.Answered answered && answered.joined(),
        call.result() instanceof Result.Answered answered
            ? Code.of(answered.reply().finish())
            : null,
        target.map(Target::provider).orElse(null),
        target.map(Target::model).orElse(null),
        reply(call.result()).map(given -> Storable.label(given.served().label())).orElse(null),
        !call.attempts().isEmpty() && call.attempts().getLast().simulated(),
        call.attempts().size(),
        call.costUsd(),
        attribution.key().orElse(null),
        attribution.user().orElse(null),
        attribution.promptVersion().orElse(null),
        call.request().conversation().orElse(null));
  }

  /** For the journal, with the names by which Jackson reads them; what is null has none. */
  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", id.toString());
    json.writeStringProperty("origin", origin);
    json.writeStringProperty("task", task);
    json.writeNumberProperty("table_version", tableVersion);
    json.writeStringProperty("catalog", catalog);
    json.writeStringProperty("kept", kept);
    json.writeBooleanProperty("streamed", streamed);
    json.writeStringProperty("started_at", startedAt.toString());
    json.writeNumberProperty("took_ms", tookMs);
    json.writeStringProperty("result", result);
    Json.put(json, "reason", reason);
    json.writeBooleanProperty("joined", joined);
    Json.put(json, "finish", finish);
    Json.put(json, "provider", provider);
    Json.put(json, "model", model);
    Json.put(json, "revision", revision);
    json.writeBooleanProperty("simulated", simulated);
    json.writeNumberProperty("attempts", attempts);
    json.writeNumberProperty("cost_usd", costUsd);
    Json.put(json, "api_key", apiKey);
    Json.put(json, "user_id", userId);
    Json.put(json, "prompt_version", promptVersion);
    Json.put(json, "conversation", conversation);
    json.writeEndObject();
  }

  /** Whose it is: payloads of two owners are never shared. */
  String owner() {
    if (userId != null) {
      return "user " + userId;
    }
    return apiKey == null ? "" : "key " + apiKey;
  }

  /** Whatever the caller got. */
  static Optional<Reply> reply(Result result) {
    return switch (result) {
      case Result.Answered answered -> Optional.of(answered.reply());
      case Result.Cut(Reply seen, _) -> Optional.of(seen);
      case Result.Rejected _, Result.Failed _ -> Optional.empty();
    };
  }

  private static Optional<Target> target(Result result) {
    return switch (result) {
      case Result.Answered answered -> Optional.of(answered.target());
      case Result.Rejected(Target target, _, _) -> Optional.of(target);
      case Result.Cut _, Result.Failed _ -> Optional.empty();
    };
  }

  private static Optional<String> reason(Result result) {
    return switch (result) {
      case Result.Answered _ -> Optional.empty();
      case Result.Rejected(_, _, String reason) -> Optional.of(reason);
      case Result.Cut(_, String reason) -> Optional.of(reason);
      case Result.Failed(String reason) -> Optional.of(reason);
    };
  }
}
