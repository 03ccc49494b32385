package dev.signalbox.db.calllog;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows of calls that are not in the tables yet, on their way there. Not thread-safe. */
final class NewRows {
  private static final String CALL =
      """
      (id, origin, task, table_version, catalog, kept, streamed, started_at, took_ms, result, reason,
       joined, finish, provider, model, revision, simulated, attempts, cost_usd, api_key, user_id,
       prompt_version, conversation, decision, request_key, reply_key)\
      """;
  private static final int CALL_COLUMNS = 26;

  private static final String ATTEMPT =
      """
      (call_id, ordinal, kind, provider, model, simulated, started_at, waited_ms, limit_ms,
       connect_limit_ms, first_content_limit_ms, idle_limit_ms, took_ms, connect_ms,
       first_content_ms, outcome, fault, detail, status, request_id, partial_key, shown, revision,
       input_tokens, cache_read_tokens, cache_write_tokens, cache_write_hour_tokens, output_tokens,
       reasoning_tokens, searches, reserved_usd, cost_usd, price_version, cost_estimated,
       requests_left, tokens_left, limits_reset_ms, move)\
      """;
  private static final int ATTEMPT_COLUMNS = 38;

  private final CopyRows calls = new CopyRows();
  private final CopyRows attempts = new CopyRows();
  private final CopyRows payloadRows = new CopyRows();
  private final CopyRows tags = new CopyRows();
  private final List<UUID> searchable = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  /**
   * Each once, in the order of its key: two nodes that insert the same ones wait for one another,
   * and never crosswise.
   */
  private final SortedMap<LocalDate, SortedMap<UUID, Payload>> payloads = new TreeMap<>();

  /** Adds a call; its payloads only if they are still kept. */
  void add(PackedCall packed, KeepFrom keep) {
    addCall(packed, key(packed.request(), packed, keep), key(packed.reply(), packed, keep));
    List<AttemptRow> rows = packed.logged().attempts();
    for (int i = 0; i < rows.size(); i++) {
      addAttempt(rows.get(i), key(packed.partials().get(i), packed, keep));
    }
    UUID id = packed.call().id();
    packed.logged().tags().forEach(tag -> tags.row(2).text(tag).uuid(id));
    if (packed.words().isPresent() && keeps(keep, packed)) {
      searchable.add(id);
      words.add(packed.words().get());
    }
  }

  private static boolean keeps(KeepFrom keep, PackedCall packed) {
    return !packed.day().isBefore(keep.payloads());
  }

  private @Nullable UUID key(Optional<Payload> payload, PackedCall packed, KeepFrom keep) {
    if (payload.isEmpty() || !keeps(keep, packed)) {
      return null;
    }
    UUID key = payload.get().key();
    payloads.computeIfAbsent(packed.day(), _ -> new TreeMap<>()).put(key, payload.get());
    return key;
  }

  private void addCall(PackedCall packed, @Nullable UUID request, @Nullable UUID reply) {
    CallRow call = packed.call();
    calls
        .row(CALL_COLUMNS)
        .uuid(call.id())
        .text(call.origin())
        .text(call.task())
        .number(call.tableVersion())
        .text(call.catalog())
        .text(call.kept())
        .flag(call.streamed())
        .moment(call.startedAt())
        .number(call.tookMs())
        .text(call.result())
        .text(call.reason())
        .flag(call.joined())
        .text(call.finish())
        .text(call.provider())
        .text(call.model())
        .text(call.revision())
        .flag(call.simulated())
        .number(call.attempts())
        .number(call.costUsd())
        .text(call.apiKey())
        .text(call.userId())
        .text(call.promptVersion())
        .text(call.conversation())
        .bytes(packed.decision())
        .uuid(request)
        .uuid(reply);
  }

  private void addAttempt(AttemptRow attempt, @Nullable UUID partial) {
    attempts
        .row(ATTEMPT_COLUMNS)
        .uuid(attempt.callId())
        .number(attempt.ordinal())
        .text(attempt.kind())
        .text(attempt.provider())
        .text(attempt.model())
        .flag(attempt.simulated())
        .moment(attempt.startedAt())
        .number(attempt.waitedMs())
        .number(attempt.limitMs())
        .number(attempt.connectLimitMs())
        .number(attempt.firstContentLimitMs())
        .number(attempt.idleLimitMs())
        .number(attempt.tookMs())
        .number(attempt.connectMs())
        .number(attempt.firstContentMs())
        .text(attempt.outcome())
        .text(attempt.fault())
        .text(attempt.detail())
        .number(attempt.status())
        .text(attempt.requestId())
        .uuid(partial)
        .flag(attempt.shown())
        .text(attempt.revision())
        .number(attempt.inputTokens())
        .number(attempt.cacheReadTokens())
        .number(attempt.cacheWriteTokens())
        .number(attempt.cacheWriteHourTokens())
        .number(attempt.outputTokens())
        .number(attempt.reasoningTokens())
        .number(attempt.searches())
        .number(attempt.reservedUsd())
        .number(attempt.costUsd())
        .text(attempt.priceVersion())
        .flag(attempt.costEstimated())
        .number(attempt.requestsLeft())
        .number(attempt.tokensLeft())
        .number(attempt.limitsResetMs())
        .text(attempt.move());
  }

  /**
   * Puts them into the tables, and forgets them.
   *
   * @throws SQLException also when a call, or a payload that was not there a moment ago, is there
   */
  void copyTo(Handle handle) throws SQLException {
    CopyManager copy = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
    calls.send(copy, "call_log " + CALL);
    attempts.send(copy, "call_attempt " + ATTEMPT);
    addPayloads(handle);
    payloadRows.send(copy, "call_payload (day, key, body)");
    tags.send(copy, "call_tag (tag, call_id)");
    addWords(handle);
    clear();
  }

  /** Those that are not there: what is said again and again comes with every batch. */
  private void addPayloads(Handle handle) {
    payloads.forEach((day, ofDay) -> {
      Set<UUID> there =
          handle
              .createQuery("select key from call_payload where day = :day and key = any(:keys)")
              .bind("day", day)
              .bind("keys", ofDay.keySet().toArray(UUID[]::new))
              .mapTo(UUID.class)
              .set();
      ofDay.values().stream()
          .filter(payload -> !there.contains(payload.key()))
          .forEach(
              payload -> payloadRows.row(3).day(day).uuid(payload.key()).bytes(payload.body()));
    });
  }

  private void addWords(Handle handle) {
    if (!searchable.isEmpty()) {
      handle
          .createUpdate(
              """
              insert into call_text (call_id, words)
              select id, to_tsvector('simple', words) from unnest(:ids, :words) as t (id, words)
              """)
          .bind("ids", searchable.toArray(UUID[]::new))
          .bind("words", words.toArray(String[]::new))
          .execute();
    }
  }

  /** Forgets them. */
  void clear() {
    List.of(calls, attempts, payloadRows, tags).forEach(CopyRows::clear);
    payloads.clear();
    searchable.clear();
    words.clear();
  }
}
