package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Sha256;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
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
final class StagedCalls implements AutoCloseable {
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
  private final CopyRows payloads = new CopyRows();
  private final CopyRows tags = new CopyRows();
  private final CopyRows words = new CopyRows();
  private final Packing.Packer packer = new Packing.Packer();

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

  /** The day (UTC) to whose partitions a call belongs: its id says. */
  static LocalDate day(LoggedCall logged) {
    return LocalDate.ofInstant(TimeOrderedUuid.momentOf(logged.call().id()), ZoneOffset.UTC);
  }

  /** Adds a call; its payloads only if they are still kept. */
  void add(LoggedCall logged, KeepFrom keep) {
    LocalDate day = day(logged);
    boolean withPayloads = !day.isBefore(keep.payloads());
    addCall(logged.call(), day, withPayloads ? logged : null);
    for (AttemptRow attempt : logged.attempts()) {
      addAttempt(attempt, partial(logged.call(), attempt, day, withPayloads));
    }
    logged.tags().forEach(tag -> tags.row(2).text(tag).uuid(logged.call().id()));
    if (withPayloads && logged.searchable()) {
      words.row(2).uuid(logged.call().id()).text(Words.of(logged));
    }
  }

  private void addCall(CallRow call, LocalDate day, @Nullable LoggedCall documents) {
    UUID request = documents == null ? null : payload(call, day, documents.request());
    UUID reply = documents == null ? null : payload(call, day, documents.reply());
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
        .bytes(packer.pack(call.decision().getBytes(StandardCharsets.UTF_8)))
        .uuid(request)
        .uuid(reply);
  }

  private @Nullable UUID partial(
      CallRow call, AttemptRow attempt, LocalDate day, boolean withPayloads) {
    return withPayloads ? payload(call, day, attempt.partial()) : null;
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

  private @Nullable UUID payload(CallRow call, LocalDate day, @Nullable String content) {
    if (content == null) {
      return null;
    }
    byte[] text = content.getBytes(StandardCharsets.UTF_8);
    UUID key = key(call.owner(), text);
    payloads.row(3).day(day).uuid(key).bytes(packer.pack(text));
    return key;
  }

  /** The first half of the SHA-256 of whose it is and what it says. */
  static UUID key(String owner, byte[] content) {
    byte[] whose = owner.getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[whose.length + 1 + content.length];
    System.arraycopy(whose, 0, both, 0, whose.length);
    System.arraycopy(content, 0, both, whose.length + 1, content.length);
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(both));
    return new UUID(hash.getLong(), hash.getLong());
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
    payloads.send(copy, "staged_call_payload " + PAYLOAD);
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
    List.of(calls, attempts, payloads, tags, words).forEach(CopyRows::clear);
  }

  @Override
  public void close() {
    packer.close();
  }
}
