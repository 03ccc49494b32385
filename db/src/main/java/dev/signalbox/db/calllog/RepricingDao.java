package dev.signalbox.db.calllog;

import dev.signalbox.db.calllog.Rollups.AttemptHour;
import dev.signalbox.db.calllog.Rollups.CallHour;
import dev.signalbox.db.calllog.Rollups.Spend;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Costs, read and corrected. Ranges of ids tell the planner which partitions there are to look at.
 */
interface RepricingDao {
  String READ_ONLY = "";
  String TO_WRITE = "for update of a";

  /** The last of the next calls; empty when there are none. */
  @SqlQuery(
      """
      select id from (
        select id from call_log
        where id > :after and id < call_id_at(:until)
          and (cast(:task as text) is null or task = :task)
        order by id limit :most) next
      order by id desc limit 1
      """)
  Optional<UUID> lastOfNext(UUID after, Instant until, Optional<String> task, int most);

  @SqlQuery("select call_id_at(:moment)")
  UUID leastId(Instant moment);

  @RegisterConstructorMapper(PricedAttempt.class)
  @SqlQuery(
      """
      select a.call_id, a.ordinal,
             date_trunc('hour', c.started_at, 'UTC') as call_hour, c.task as call_task,
             c.origin as call_origin, coalesce(c.provider, '') as call_provider,
             coalesce(c.model, '') as call_model, coalesce(c.revision, '') as call_revision,
             c.result as call_result, c.simulated as call_simulated,
             date_trunc('hour', c.started_at, 'UTC') as attempt_hour, c.task as attempt_task,
             c.origin as attempt_origin, a.provider as attempt_provider, a.model as attempt_model,
             coalesce(a.revision, '') as attempt_revision, a.outcome as attempt_outcome,
             coalesce(a.fault, '') as attempt_fault, a.simulated as attempt_simulated,
             c.api_key, c.user_id, c.prompt_version, a.outcome = 'answered' as answered,
             coalesce(a.input_tokens, 0) as input_tokens,
             coalesce(a.cache_read_tokens, 0) as cache_read_tokens,
             coalesce(a.cache_write_tokens, 0) as cache_write_tokens,
             coalesce(a.cache_write_hour_tokens, 0) as cache_write_hour_tokens,
             coalesce(a.output_tokens, 0) as output_tokens,
             coalesce(a.reasoning_tokens, 0) as reasoning_tokens,
             coalesce(a.searches, 0) as searches, a.cost_usd, a.price_version, a.cost_estimated
      from call_log c join call_attempt a on a.call_id = c.id
      where c.id > :after and c.id <= :last and a.call_id > :after and a.call_id <= :last
        and (cast(:task as text) is null or c.task = :task)
        and (cast(:model as text) is null or a.model = :model)
        and a.outcome <> 'skipped'
      order by a.call_id, a.ordinal
      <lock>
      """)
  List<PricedAttempt> attempts(
      UUID after,
      UUID last,
      Optional<String> task,
      Optional<String> model,
      @Define("lock") String lock);

  record Tag(UUID callId, String tag) {}

  @RegisterConstructorMapper(Tag.class)
  @SqlQuery("select call_id, tag from call_tag where call_id > :after and call_id <= :last")
  List<Tag> tags(UUID after, UUID last);

  /** Erasures move costs between sums, too. */
  @SqlQuery("select 1 from (select pg_advisory_xact_lock_shared(" + Delivery.ERASURE_LOCK + ")) l")
  int keepErasuresOut();

  record NewCost(UUID callId, int ordinal, BigDecimal usd, String priceVersion) {}

  @SqlBatch(
      """
      update call_attempt set cost_usd = :usd, price_version = :priceVersion
      where call_id = :callId and ordinal = :ordinal
      """)
  void setCosts(@BindMethods List<NewCost> costs);

  record CallDelta(UUID id, BigDecimal usd) {}

  @SqlBatch("update call_log set cost_usd = cost_usd + :usd where id = :id")
  void addToCalls(@BindMethods List<CallDelta> deltas);

  @SqlBatch(
      """
      update call_hour set cost_usd = cost_usd + :usd
      where task = :task and hour = :hour and origin = :origin and provider = :provider
        and model = :model and revision = :revision and result = :result
        and simulated = :simulated
      """)
  void addToCallHours(@BindMethods List<CallHour> hours, List<BigDecimal> usd);

  @SqlBatch(
      """
      update attempt_hour set cost_usd = cost_usd + :usd
      where task = :task and hour = :hour and origin = :origin and provider = :provider
        and model = :model and revision = :revision and outcome = :outcome and fault = :fault
        and simulated = :simulated
      """)
  void addToAttemptHours(@BindMethods List<AttemptHour> hours, List<BigDecimal> usd);

  @SqlBatch(
      """
      update call_spend set cost_usd = cost_usd + :usd
      where dimension = :dimension and day = :day and name = :name
      """)
  void addToSpend(@BindMethods List<Spend> spend, List<BigDecimal> usd);

  @SqlQuery(
      """
      insert into call_log_change (action, subject, who, why, calls)
      values ('reprice', :subject, :who, :why, 0)
      returning id
      """)
  long record(String subject, String who, String why);

  @SqlUpdate(
      "update call_log_change set calls = :calls, detail = cast(:detail as jsonb) where id = :change")
  void update(long change, long calls, String detail);
}
