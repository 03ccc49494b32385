package dev.signalbox.db.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Hands out calls one after the other, oldest first, however many there are: a cursor in the
 * server, and no more than {@value #CHUNK} of them in memory. All are of one moment. Thread-safe.
 */
public final class CallExport {
  /** The names of a call's columns, in their order. */
  public static final List<String> CALL_COLUMNS =
      List.of(
          "id",
          "started_at",
          "task",
          "origin",
          "result",
          "reason",
          "finish",
          "provider",
          "model",
          "revision",
          "simulated",
          "streamed",
          "joined",
          "took_ms",
          "attempts",
          "cost_usd",
          "key",
          "user",
          "prompt_version",
          "conversation",
          "kept",
          "table_version",
          "catalog");

  /** The names of an attempt's columns, in their order. */
  public static final List<String> ATTEMPT_COLUMNS =
      List.of(
          "ordinal",
          "kind",
          "provider",
          "model",
          "revision",
          "simulated",
          "started_at",
          "waited_ms",
          "limit_ms",
          "took_ms",
          "connect_ms",
          "first_content_ms",
          "outcome",
          "fault",
          "detail",
          "status",
          "request_id",
          "shown",
          "input_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "cache_write_hour_tokens",
          "output_tokens",
          "reasoning_tokens",
          "searches",
          "reserved_usd",
          "cost_usd",
          "price_version",
          "cost_estimated",
          "move");

  static final int CHUNK = 500;

  private final Jdbi jdbi;

  CallExport(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  private static String select(List<String> columns) {
    return columns.stream()
        .map(column -> sql(column) + " as \"" + column + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String sql(String column) {
    return switch (column) {
      case "id" -> "id::text";
      // As text, so that nobody turns it into a local time.
      case "started_at" ->
          "to_char(started_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
      case "key" -> "api_key";
      case "user" -> "user_id";
      default -> column;
    };
  }

  /**
   * Hands every call that is meant to {@code taker}, whose exception ends it.
   *
   * @param withPayloads whether prompts and answers are wanted, too
   */
  public void each(CallFilter filter, boolean withPayloads, Consumer<ExportedCall> taker) {
    jdbi.useTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.setReadOnly(true);
          // Whoever reads the export may be slow.
          handle.execute("set local idle_in_transaction_session_timeout = 0");
          try (ResultIterator<CallRow> calls = calls(handle, filter)) {
            List<CallRow> chunk = new ArrayList<>();
            while (calls.hasNext()) {
              chunk.add(calls.next());
              if (chunk.size() == CHUNK || !calls.hasNext()) {
                new Chunk(handle, chunk).complete(withPayloads).forEach(taker);
                chunk.clear();
              }
            }
          }
        });
  }

  /** A call without what is in other tables. */
  private record CallRow(
      UUID id,
      SequencedMap<String, Object> values,
      Optional<UUID> requestKey,
      Optional<UUID> replyKey) {}

  private static ResultIterator<CallRow> calls(Handle handle, CallFilter filter) {
    return handle
        .createQuery(
            """
            select <columns>, id as call_id, request_key, reply_key from call_log c
            where c.id >= call_id_at(:from) and c.id < call_id_at(:to) and <meant>
              and (cast(:text as text) is null or exists
                (select 1 from call_text t
                 where t.call_id = c.id and t.words @@ websearch_to_tsquery('simple', :text)))
            order by c.id
            """)
        .define("columns", select(CALL_COLUMNS))
        .define("meant", CallSearch.MEANT)
        .bindMethods(filter)
        .bind("from", filter.from().orElse(Instant.EPOCH))
        .bind("to", filter.to().orElse(CallSearch.LATEST))
        .setFetchSize(CHUNK)
        .map((row, _) ->
            new CallRow(
                id(row, "call_id").orElseThrow(),
                values(row, CALL_COLUMNS),
                id(row, "request_key"),
                id(row, "reply_key")))
        .iterator();
  }

  private static SequencedMap<String, Object> values(ResultSet row, List<String> columns)
      throws SQLException {
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    for (String column : columns) {
      Object value = row.getObject(column);
      if (value != null) {
        values.put(column, value);
      }
    }
    return values;
  }

  private static Optional<UUID> id(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class));
  }

  /** Some calls, in order, to be completed from other tables. */
  private record Chunk(Handle handle, List<CallRow> calls) {

    List<ExportedCall> complete(boolean withPayloads) {
      Map<UUID, List<SequencedMap<String, Object>>> attempts = attempts();
      Map<UUID, List<String>> tags = tags();
      Map<UUID, String> payloads = withPayloads ? payloads() : Map.of();
      return calls.stream()
          .map(call ->
              new ExportedCall(
                  call.values(),
                  attempts.getOrDefault(call.id(), List.of()),
                  tags.getOrDefault(call.id(), List.of()),
                  call.requestKey().map(payloads::get),
                  call.replyKey().map(payloads::get)))
          .toList();
    }

    private Map<UUID, List<SequencedMap<String, Object>>> attempts() {
      Query query =
          ofCalls("select call_id, <columns> from call_attempt where <theirs> order by ordinal")
              .define("columns", select(ATTEMPT_COLUMNS));
      Map<UUID, List<SequencedMap<String, Object>>> attempts = new HashMap<>();
      query
          .map(
              (row, _) -> Map.entry(id(row, "call_id").orElseThrow(), values(row, ATTEMPT_COLUMNS)))
          .forEach(found ->
              attempts
                  .computeIfAbsent(found.getKey(), _ -> new ArrayList<>())
                  .add(found.getValue()));
      return attempts;
    }

    private Map<UUID, List<String>> tags() {
      Map<UUID, List<String>> tags = new HashMap<>();
      ofCalls("select call_id, tag from call_tag where <theirs> order by tag")
          .map((row, _) -> Map.entry(id(row, "call_id").orElseThrow(), row.getString("tag")))
          .forEach(found ->
              tags.computeIfAbsent(found.getKey(), _ -> new ArrayList<>()).add(found.getValue()));
      return tags;
    }

    /**
     * Ids come in order, so that a range holds them: it tells which partitions there are to read.
     */
    private Query ofCalls(String sql) {
      return handle
          .createQuery(sql)
          .define("theirs", "call_id between :first and :last and call_id = any(:ids)")
          .bind("first", calls.getFirst().id())
          .bind("last", calls.getLast().id())
          .bind("ids", calls.stream().map(CallRow::id).toArray(UUID[]::new));
    }

    private Map<UUID, String> payloads() {
      List<CallView.Place> places =
          calls.stream()
              .flatMap(call ->
                  Stream.of(call.requestKey(), call.replyKey())
                      .flatMap(Optional::stream)
                      .map(key -> new CallView.Place(call.id(), key)))
              .toList();
      return CallView.documents(handle.attach(CallQueries.class), places);
    }
  }
}
