package dev.signalbox.db.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface CallQueries {

  /** Calls that started before a moment (and of those that started in it, before an id). */
  @RegisterConstructorMapper(CallList.Row.class)
  @SqlQuery(
      """
      select id, origin, task, started_at, took_ms, result, reason, provider, model, revision,
             simulated, attempts, cost_usd,
             left((select string_agg(coalesce(part ->> 'text', part -> 'tool_result' ->> 'content'), ' ')
                   from jsonb_array_elements(request -> 'messages' -> -1 -> 'parts') part), 200)
               as asked
      from call
      where (started_at, id) < (:startedAt, :before)
        and (cast(:task as text) is null or task = :task)
        and (cast(:provider as text) is null or provider = :provider)
        and (cast(:result as text) is null or result = :result)
        and (cast(:origin as text) is null or origin = :origin)
      order by started_at desc, id desc limit :most
      """)
  List<CallList.Row> calls(
      Instant startedAt, UUID before, @BindMethods CallFilter filter, int most);

  @RegisterConstructorMapper(CallDetail.Call.class)
  @SqlQuery(
      """
      select id, origin, task, table_version, table_hash, streamed, started_at, took_ms, result,
             reason, response, joined, finish, provider, model, revision, simulated, cost_usd
      from call where id = :id
      """)
  Optional<CallDetail.Call> call(UUID id);

  @RegisterConstructorMapper(Documents.class)
  @SqlQuery(
      """
      select request::text as request, decision::text as decision,
             coalesce(reply, '{}')::text as reply
      from call where id = :id
      """)
  Documents documents(UUID id);

  /** What the call log keeps as JSON. */
  record Documents(String request, String decision, String reply) {}

  @RegisterConstructorMapper(CallDetail.Attempt.class)
  @SqlQuery(
      """
      select ordinal, kind, provider, model, simulated, started_at, waited_ms, limit_ms, took_ms,
             first_content_ms, outcome, fault, detail, status, request_id, partial, revision,
             input_tokens, cache_read_tokens, cache_write_tokens, cache_write_hour_tokens,
             output_tokens, reasoning_tokens, searches, cost_usd, price_version, cost_estimated,
             move
      from attempt where call_id = :id order by ordinal limit :most
      """)
  List<CallDetail.Attempt> attempts(UUID id, int most);
}
