package dev.signalbox.db.calllog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Calls on their way into the tables: copied into temporary tables first, which cost next to
 * nothing, and from there inserted where they are not yet. Not thread-safe.
 */
final class StagedCalls {
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

  private static final String PAYLOAD = "(day, key, body)";
  private static final String TAG = "(tag, call_id)";
  private static final String WORDS = "(call_id, words)";

  private final CopyRows calls = new CopyRows();
  private final CopyRows attempts = new CopyRows();
  private final CopyRows payloadRows = new CopyRows();
  private final CopyRows tags = new CopyRows();
  private final CopyRows words = new CopyRows();

  /**
   * Each once, in the order of its key: two nodes that insert the same ones wait for one another,
   * and never crosswise.
   */
  private final SortedMap<LocalDate, SortedMap<UUID, Payload>> payloads = new TreeMap<>();

  /** Makes the temporary tables of a connection; they are emptied by every commit. */
  static void prepare(Handle handle) {
    for (String table : List.of("call_log", "call_attempt", "call_payload", "call_tag")) {
      handle.execute(
          "create temp table if not exists staged_%1$s (like %1$s) on commit delete rows"
              .formatted(table));
    }
    handle.execute(
        "create temp table if not exists staged_call_text (call_id uuid, words text)"
            + " on commit delete rows");
  }

  /** Adds a call; its payloads only if they are still kept. */
  void add(PackedCall packed, KeepFrom keep) {
    addCall(packed, stage(packed.request(), packed, keep), stage(packed.reply(), packed, keep));
    List<AttemptRow> rows = packed.logged().attempts();
    for (int i = 0; i < rows.size(); i++) {
      addAttempt(rows.get(i), stage(packed.partials().get(i), packed, keep));
    }
    UUID id = packed.call().id();
    packed.logged().tags().forEach(tag -> tags.row(2).text(tag).uuid(id));
    if (keeps(keep, packed)) {
      packed.words().ifPresent(text -> words.row(2).uuid(id).text(text));
    }
  }

  private static boolean keeps(KeepFrom keep, PackedCall packed) {
    return !packed.day().isBefore(keep.payloads());
  }

  private @Nullable UUID stage(Optional<Payload> payload, PackedCall packed, KeepFrom keep) {
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
   * Inserts what is not there yet, and forgets all.
   *
   * @return the calls that were not there
   */
  Set<UUID> insert(Handle handle) throws SQLException {
    copy(handle.getConnection());
    Set<UUID> inserted =
        handle
            .createQuery(insert("call_log", CALL) + " returning id")
            .mapTo(UUID.class)
            .collect(Collectors.toSet());
    handle.execute(insert("call_attempt", ATTEMPT));
    handle.execute(insert("call_payload", PAYLOAD));
    if (!tags.isEmpty()) {
      handle.execute(insert("call_tag", TAG));
    }
    if (!words.isEmpty()) {
      handle.execute(
          "insert into call_text (call_id, words) select call_id, to_tsvector('simple', words)"
              + " from staged_call_text on conflict do nothing");
    }
    return inserted;
  }

  private void copy(Connection connection) throws SQLException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    calls.send(copy, "staged_call_log " + CALL);
    attempts.send(copy, "staged_call_attempt " + ATTEMPT);
    payloads.forEach((day, ofDay) ->
        ofDay.values().forEach(it -> payloadRows.row(3).day(day).uuid(it.key()).bytes(it.body())));
    payloadRows.send(copy, "staged_call_payload " + PAYLOAD);
    if (!tags.isEmpty()) {
      tags.send(copy, "staged_call_tag " + TAG);
    }
    if (!words.isEmpty()) {
      words.send(copy, "staged_call_text " + WORDS);
    }
  }

  private static String insert(String table, String columns) {
    String names = columns.strip().substring(1, columns.strip().length() - 1);
    return "insert into %1$s %2$s select %3$s from staged_%1$s on conflict do nothing"
        .formatted(table, columns, names);
  }

  void clear() {
    List.of(calls, attempts, payloadRows, tags, words).forEach(CopyRows::clear);
    payloads.clear();
  }
}
