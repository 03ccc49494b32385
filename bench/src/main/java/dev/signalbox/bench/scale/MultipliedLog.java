package dev.signalbox.bench.scale;

import dev.signalbox.db.calllog.LatencyHistogram;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes days of calls out of a few that went the whole way from the router, by copying their rows
 * with new ids, times, users and payloads. The rows, indexes and rollups are those of a log that
 * was filled call by call.
 */
final class MultipliedLog {
  /** So many users make the calls, evenly. */
  static final int USERS = 20_000;

  private final Jdbi jdbi;

  MultipliedLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Fills {@code day} with {@code calls} copies of the calls of {@code seedDay}. */
  void fill(LocalDate seedDay, LocalDate day, long calls) {
    // By itself, for it keeps others from making theirs until it commits.
    jdbi.useHandle(handle -> handle.execute("select make_call_log_day(?)", day));
    jdbi.useTransaction(handle -> {
      handle.execute("set local synchronous_commit = off");
      handle.execute("set local statement_timeout = 0");
      copies(handle, seedDay, day, calls);
      handle.execute(CALLS);
      handle.execute(ATTEMPTS);
      handle.execute(TAGS);
      handle.execute(WORDS);
      handle.execute(PAYLOADS, seedDay, day);
      rollups(handle, day);
      handle.execute("drop table copy");
    });
  }

  /** Drops the day of the seeds, and leaves the rest as autovacuum does after a while. */
  void settle(LocalDate seedDay) {
    String suffix = "_" + seedDay.toString().replace("-", "");
    jdbi.useHandle(handle -> {
      handle.execute("set statement_timeout = 0");
      for (String table :
          List.of("call_log", "call_attempt", "call_tag", "call_text", "call_payload")) {
        handle.execute("drop table " + table + suffix);
      }
      for (String rollup : List.of("call_hour", "attempt_hour")) {
        handle.execute(
            "delete from " + rollup + " where hour < (?::date + 1)::timestamp at time zone 'UTC'",
            seedDay);
      }
      handle.execute("delete from call_spend where day <= ?", seedDay);
      handle.execute("vacuum analyze");
    });
  }

  private static void copies(Handle handle, LocalDate seedDay, LocalDate day, long calls) {
    handle
        .createUpdate(
            """
            create temp table copy as
            with seed as (
              select id as seed, row_number() over (order by id) - 1 as place
              from call_log where id >= call_id_at(cast(:seedDay as date)::timestamp at time zone 'UTC')
                and id < call_id_at((cast(:seedDay as date) + 1)::timestamp at time zone 'UTC')),
            moment as (
              select n, cast(:day as date)::timestamp at time zone 'UTC'
                + n * (interval '1 day' / cast(:calls as bigint)) as started_at
              from generate_series(0, cast(:calls as bigint) - 1) n)
            select s.seed, m.n, m.started_at,
                   (substr(call_id_at(m.started_at)::text, 1, 13) || '-7' || substr(md5(m.n || 'a'), 1, 3)
                    || '-8' || substr(md5(m.n || 'b'), 1, 3) || '-' || substr(md5(m.n || 'c'), 1, 12))::uuid as id,
                   gen_random_uuid() as request_key, gen_random_uuid() as reply_key
            from moment m join seed s on s.place = m.n % cast(:seeds as bigint)
            """)
        .bind("seedDay", seedDay)
        .bind("day", day)
        .bind("calls", calls)
        .bind("seeds", CallLogScale.SEEDS)
        .execute();
    handle.execute("analyze copy");
  }

  private static final String CALLS =
      """
      insert into call_log (id, origin, task, table_version, catalog, kept, streamed, started_at,
        took_ms, result, reason, joined, finish, provider, model, revision, simulated, attempts,
        cost_usd, api_key, user_id, prompt_version, conversation, decision, request_key, reply_key)
      select copy.id, origin, task, table_version, catalog, kept, streamed, copy.started_at, took_ms,
        result, reason, joined, finish, provider, model, revision, simulated, attempts, cost_usd,
        api_key, 'user-' || (mod(copy.n * 7919, %d)), prompt_version, conversation, decision,
        copy.request_key, copy.reply_key
      from copy join call_log c on c.id = copy.seed
      order by copy.id
      """
          .formatted(USERS);

  private static final String ATTEMPTS =
      """
      insert into call_attempt (call_id, ordinal, kind, provider, model, simulated, started_at,
        waited_ms, limit_ms, connect_limit_ms, first_content_limit_ms, idle_limit_ms, took_ms,
        connect_ms, first_content_ms, outcome, fault, detail, status, request_id, partial_key, shown,
        revision, input_tokens, cache_read_tokens, cache_write_tokens, cache_write_hour_tokens,
        output_tokens, reasoning_tokens, searches, reserved_usd, cost_usd, price_version,
        cost_estimated, requests_left, tokens_left, limits_reset_ms, move)
      select copy.id, ordinal, kind, provider, model, simulated, copy.started_at, waited_ms, limit_ms,
        connect_limit_ms, first_content_limit_ms, idle_limit_ms, took_ms, connect_ms,
        first_content_ms, outcome, fault, detail, status, request_id, null, shown, revision,
        input_tokens, cache_read_tokens, cache_write_tokens, cache_write_hour_tokens, output_tokens,
        reasoning_tokens, searches, reserved_usd, cost_usd, price_version, cost_estimated,
        requests_left, tokens_left, limits_reset_ms, move
      from copy join call_attempt a on a.call_id = copy.seed
      order by copy.id, ordinal
      """;

  /** What the seeds have, and a rare one. */
  private static final String TAGS =
      """
      insert into call_tag (tag, call_id)
      select t.tag, copy.id from copy join call_tag t on t.call_id = copy.seed
      union all
      select 'rare-' || n / 1000 % 100, id from copy where n % 1000 = 0
      """;

  private static final String WORDS =
      """
      insert into call_text (call_id, words)
      select copy.id, words || array_to_tsvector(array['order' || copy.n])
      from copy join call_text t on t.call_id = copy.seed
      """;

  private static final String PAYLOADS =
      """
      insert into call_payload (day, key, body)
      select d.day, k.key, p.body
      from copy join call_log c on c.id = copy.seed
      cross join lateral (values (c.request_key, copy.request_key), (c.reply_key, copy.reply_key))
        as k (seed_key, key)
      join call_payload p on p.day = ? and p.key = k.seed_key
      cross join (select cast(? as date) as day) d
      """;

  private static void rollups(Handle handle, LocalDate day) {
    String within =
        """
        id >= call_id_at(cast(:day as date)::timestamp at time zone 'UTC')
          and id < call_id_at((cast(:day as date) + 1)::timestamp at time zone 'UTC')
        """;
    handle
        .createUpdate(
            """
            insert into call_hour
            select date_trunc('hour', started_at, 'UTC'), task, origin, coalesce(provider, ''),
              coalesce(model, ''), coalesce(revision, ''), result, simulated, count(*), sum(cost_usd), %s
            from call_log where %s
            group by 1, 2, 3, 4, 5, 6, 7, 8
            """
                .formatted(HISTOGRAM, within))
        .bind("day", day)
        .execute();
    handle
        .createUpdate(
            """
            insert into attempt_hour
            select date_trunc('hour', a.started_at, 'UTC'), c.task, c.origin, a.provider, a.model,
              coalesce(a.revision, ''), a.outcome, coalesce(a.fault, ''), a.simulated, count(*),
              coalesce(sum(a.input_tokens), 0), coalesce(sum(a.cache_read_tokens), 0),
              coalesce(sum(a.cache_write_tokens), 0), coalesce(sum(a.output_tokens), 0),
              coalesce(sum(a.reasoning_tokens), 0), coalesce(sum(a.cost_usd), 0), %s
            from call_log c join call_attempt a on a.call_id = c.id
            where c.%s and a.call_%s and a.call_%s
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9
            """
                .formatted(
                    HISTOGRAM.replace("took_ms", "a.took_ms"),
                    within.replace(" and id", " and c.id"),
                    within.strip().split("and", 2)[0].strip(),
                    within.strip().split("and", 2)[1].strip()))
        .bind("day", day)
        .execute();
    handle
        .createUpdate(
            """
            insert into call_spend
            select :day, d.dimension, d.name, count(*), sum(cost_usd)
            from call_log
            cross join lateral (values ('key', api_key), ('user', user_id),
              ('prompt_version', prompt_version)) as d (dimension, name)
            where origin = 'traffic' and d.name is not null and %s
            group by d.dimension, d.name
            """
                .formatted(within))
        .bind("day", day)
        .execute();
    handle
        .createUpdate(
            """
            insert into call_spend
            select :day, 'tag', t.tag, count(*), sum(c.cost_usd)
            from call_log c join call_tag t on t.call_id = c.id
            where c.origin = 'traffic' and c.%s
            group by t.tag
            """
                .formatted(within.replace(" and id", " and c.id")))
        .bind("day", day)
        .execute();
  }

  /** Counts by bucket, in one pass. */
  private static final String HISTOGRAM =
      IntStream.range(0, LatencyHistogram.BUCKETS)
          .mapToObj(bucket ->
              "count(*) filter (where greatest(0, least(%d, floor(10 * log(greatest(took_ms, 1)))::int)) = %d)"
                  .formatted(LatencyHistogram.BUCKETS - 1, bucket))
          .collect(Collectors.joining(", ", "array[", "]::bigint[]"));
}
