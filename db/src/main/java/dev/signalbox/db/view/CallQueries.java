package dev.signalbox.db.view;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface CallQueries extends SqlObject {

  @RegisterConstructorMapper(CallDetail.Call.class)
  @SqlQuery(
      """
      select c.id, c.origin, c.task, c.table_version, t.hash as table_hash, c.catalog, c.kept,
             c.streamed, c.started_at, c.took_ms, c.result, c.reason, c.joined, c.finish, c.provider,
             c.model, c.revision, c.simulated, c.cost_usd, c.api_key as key, c.user_id as "user",
             c.prompt_version, c.conversation,
             coalesce((select array_agg(tag order by tag) from call_tag where call_id = c.id), '{}')
               as tags
      from call_log c left join routing_table t on t.version = c.table_version
      where c.id = :id
      """)
  Optional<CallDetail.Call> call(UUID id);

  @RegisterConstructorMapper(Keys.class)
  @SqlQuery("select decision, request_key, reply_key from call_log where id = :id")
  Keys keys(UUID id);

  /** Where a call's documents are kept; the decision itself. */
  @SuppressWarnings("ArrayRecordComponent") // read once, by Jdbi and then by us
  record Keys(byte[] decision, Optional<UUID> requestKey, Optional<UUID> replyKey) {}

  @RegisterConstructorMapper(AttemptRow.class)
  @SqlQuery(
      """
      select ordinal, kind, provider, model, simulated, started_at, waited_ms, limit_ms,
             connect_limit_ms, first_content_limit_ms, idle_limit_ms, took_ms, connect_ms,
             first_content_ms, outcome, fault, detail, status, request_id, partial_key, revision,
             input_tokens, cache_read_tokens, cache_write_tokens, cache_write_hour_tokens,
             output_tokens, reasoning_tokens, searches, reserved_usd, cost_usd, price_version,
             cost_estimated, requests_left, tokens_left, limits_reset_ms, move
      from call_attempt where call_id = :id order by ordinal limit :most
      """)
  List<AttemptRow> attempts(UUID id, int most);

  /** The documents of those keys that are still kept, of calls with these ids. */
  @RegisterConstructorMapper(Payload.class)
  @SqlQuery(
      """
      select p.key, p.body
      from unnest(cast(:days as date[]), cast(:keys as uuid[])) wanted (day, key)
      join call_payload p on p.day = wanted.day and p.key = wanted.key
      """)
  List<Payload> payloads(@Bind("days") String[] days, @Bind("keys") UUID[] keys);

  @SuppressWarnings("ArrayRecordComponent") // read once, by Jdbi and then by us
  record Payload(UUID key, byte[] body) {}

  /** The canonical texts of these versions of the routing table, by version. */
  @RegisterConstructorMapper(Table.class)
  @SqlQuery("select version, canonical from routing_table where version in (:before, :version)")
  Collection<Table> tables(long before, long version);

  record Table(long version, String canonical) {}
}
