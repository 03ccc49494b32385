package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Database;
import java.util.List;

/** Sums the log up by SQL, and compares what it keeps. */
final class RollupCheck {
  private static final String CALLS =
      """
      select date_trunc('hour', started_at, 'UTC'), task, origin, coalesce(provider, ''),
        coalesce(model, ''), coalesce(revision, ''), result, simulated, count(*), sum(cost_usd),
        count(*)
      from call_log group by 1, 2, 3, 4, 5, 6, 7, 8\
      """;
  private static final String CALL_HOURS =
      """
      select hour, task, origin, provider, model, revision, result, simulated, calls, cost_usd,
        (select sum(n) from unnest(latency) n)
      from call_hour\
      """;
  private static final String ATTEMPTS =
      """
      select date_trunc('hour', c.started_at, 'UTC'), c.task, c.origin, a.provider, a.model,
        coalesce(a.revision, ''), a.outcome, coalesce(a.fault, ''), a.simulated, count(*),
        coalesce(sum(a.input_tokens), 0), coalesce(sum(a.cache_read_tokens), 0),
        coalesce(sum(a.cache_write_tokens), 0), coalesce(sum(a.output_tokens), 0),
        coalesce(sum(a.reasoning_tokens), 0), coalesce(sum(a.cost_usd), 0), count(*)
      from call_log c join call_attempt a on a.call_id = c.id group by 1, 2, 3, 4, 5, 6, 7, 8, 9\
      """;
  private static final String ATTEMPT_HOURS =
      """
      select hour, task, origin, provider, model, revision, outcome, fault, simulated, attempts,
        input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
        cost_usd, (select sum(n) from unnest(latency) n)
      from attempt_hour\
      """;
  private static final String SPENT =
      """
      select (started_at at time zone 'UTC')::date, dimension, name, count(*), sum(cost_usd)
      from call_log c cross join lateral (
        select 'key', api_key union all select 'user', user_id
        union all select 'prompt_version', prompt_version
        union all select 'tag', tag from call_tag t where t.call_id = c.id) named (dimension, name)
      where origin = 'traffic' and name is not null group by 1, 2, 3\
      """;
  private static final String SPEND =
      "select day, dimension, name, calls, cost_usd from call_spend";

  private RollupCheck() {}

  /** Every sum is that of the rows, and there is no other. */
  static void assertExact(Database database) {
    assertSame(database, CALLS, CALL_HOURS);
    assertSame(database, ATTEMPTS, ATTEMPT_HOURS);
    assertSame(database, SPENT, SPEND);
  }

  private static void assertSame(Database database, String rows, String sums) {
    String difference = "select difference::text from ((%s) except (%s)) difference";
    assertThat(rows(database, difference.formatted(rows, sums))).as("not in: " + sums).isEmpty();
    assertThat(rows(database, difference.formatted(sums, rows))).as("not from: " + rows).isEmpty();
  }

  private static List<String> rows(Database database, String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
