package dev.signalbox.db.calllog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an erasure. Calls are named by their ids and by the range that these lie in, since
 * only a range tells the planner which partitions there are to look at.
 */
interface ErasureDao {
  /** Whose payloads: see {@link CallRow#owner()}. */
  String OF_USER = "user_id = :owner";

  String OF_KEY = "user_id is null and api_key = :owner";
  String OF_NOBODY = "user_id is null and api_key is null and cast(:owner as text) is null";

  /** An entry of {@code call_log_change}. */
  record Change(long id, Instant changedAt) {}

  record Owner(@Nullable String userId, @Nullable String apiKey) {}

  @SqlQuery("select 1 from (select pg_advisory_xact_lock(" + Delivery.ERASURE_LOCK + ")) locked")
  int keepDeliveriesOut();

  /** Its time is taken under the lock, so that no delivery can have missed it. */
  @RegisterConstructorMapper(Change.class)
  @SqlQuery(
      """
      insert into call_log_change (changed_at, action, subject, who, why, calls, detail)
      values (clock_timestamp(), :action, :subject, :who, :why, 0, '{"payloads": 0}')
      returning id, changed_at
      """)
  Change record(String action, String subject, String who, String why);

  @SqlUpdate(
      """
      update call_log_change
      set calls = calls + :calls,
          detail = jsonb_build_object('payloads', (detail ->> 'payloads')::bigint + :payloads)
      where id = :change
      """)
  void addTo(long change, long calls, long payloads);

  @SqlQuery(
      """
      select id from call_log
      where user_id = :user and started_at < :before and kept <> 'erased'
      order by id limit :most
      """)
  List<UUID> callsOf(String user, Instant before, int most);

  @RegisterConstructorMapper(Owner.class)
  @SqlQuery("select user_id, api_key from call_log where id = :id and kept <> 'erased'")
  Optional<Owner> owner(UUID id);

  @SqlQuery(
      """
      select request_key from call_log
      where id between :first and :last and id = any(:ids) and request_key is not null
      union
      select reply_key from call_log
      where id between :first and :last and id = any(:ids) and reply_key is not null
      union
      select partial_key from call_attempt
      where call_id between :first and :last and call_id = any(:ids) and partial_key is not null
      """)
  List<UUID> payloadsOf(UUID first, UUID last, UUID[] ids);

  /** What the calls cost their users they cost a user named {@code erased} from now on. */
  @SqlUpdate(
      """
      with moved as (
        select (started_at at time zone 'UTC')::date as day, user_id as name, count(*) as calls,
               sum(cost_usd) as cost_usd
        from call_log
        where id between :first and :last and id = any(:ids) and origin = 'traffic'
          and user_id <> 'erased'
        group by 1, 2),
      taken as (
        update call_spend s
        set calls = s.calls - moved.calls, cost_usd = s.cost_usd - moved.cost_usd
        from moved where s.dimension = 'user' and s.day = moved.day and s.name = moved.name)
      insert into call_spend (day, dimension, name, calls, cost_usd)
      select day, 'user', 'erased', sum(calls), sum(cost_usd) from moved group by day
      on conflict (dimension, day, name)
      do update set calls = call_spend.calls + excluded.calls,
        cost_usd = call_spend.cost_usd + excluded.cost_usd
      """)
  void moveSpend(UUID first, UUID last, UUID[] ids);

  @SqlUpdate("delete from call_spend where dimension = 'user' and name = :user and calls <= 0")
  void dropEmptySpend(String user);

  /** The same for days whose calls retention has dropped. */
  @SqlUpdate(
      """
      with taken as (
        delete from call_spend
        where dimension = 'user' and name = :user and name <> 'erased' and day < :before
        returning day, calls, cost_usd)
      insert into call_spend (day, dimension, name, calls, cost_usd)
      select day, 'user', 'erased', calls, cost_usd from taken
      on conflict (dimension, day, name)
      do update set calls = call_spend.calls + excluded.calls,
        cost_usd = call_spend.cost_usd + excluded.cost_usd
      """)
  void renameSpend(String user, LocalDate before);

  @SqlUpdate(
      """
      update call_log
      set kept = 'erased', user_id = case when user_id is not null then 'erased' end,
          conversation = null, reason = null, request_key = null, reply_key = null
      where id between :first and :last and id = any(:ids)
      """)
  int blankCalls(UUID first, UUID last, UUID[] ids);

  @SqlUpdate(
      """
      update call_attempt set detail = null, request_id = null, partial_key = null
      where call_id between :first and :last and call_id = any(:ids)
      """)
  void blankAttempts(UUID first, UUID last, UUID[] ids);

  @SqlUpdate("delete from call_tag where call_id between :first and :last and call_id = any(:ids)")
  void deleteTags(UUID first, UUID last, UUID[] ids);

  @SqlUpdate("delete from call_text where call_id between :first and :last and call_id = any(:ids)")
  void deleteText(UUID first, UUID last, UUID[] ids);

  /** Of a day's payloads those that no call of their owner refers to any more. */
  @SqlUpdate(
      """
      with theirs as (
        select id, request_key, reply_key from call_log
        where id >= call_id_at(:from) and id < call_id_at(:to) and <owned>),
      needed as (
        select request_key as key from theirs where request_key is not null
        union all
        select reply_key from theirs where reply_key is not null
        union all
        select a.partial_key from theirs
        join call_attempt a on a.call_id = theirs.id
        where a.call_id >= call_id_at(:from) and a.call_id < call_id_at(:to)
          and a.partial_key is not null)
      delete from call_payload
      where day = :day and key = any(:keys) and key not in (select key from needed)
      """)
  int deletePayloads(
      LocalDate day,
      Instant from,
      Instant to,
      UUID[] keys,
      @Define("owned") String owned,
      @Nullable String owner);
}
