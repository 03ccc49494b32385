package dev.signalbox.db.view;

import dev.signalbox.db.calllog.LatencyHistogram;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads what a task's attempts came to hour by hour, for charts. Thread-safe. */
public final class HourView {
  private static final int MOST_ROWS = 100_000;

  private final Snapshot snapshot;

  HourView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * The attempts of an hour at one revision of a target.
   *
   * @param revision empty where the provider did not say, or nothing came
   * @param attempts those that were sent
   * @param failed those the provider let us down on
   * @param p50Ms the median time to an answer; absent without any
   * @param p95Ms 95th percentile of it
   */
  public record Hour(
      Instant hour,
      String provider,
      String model,
      String revision,
      long attempts,
      long failed,
      OptionalDouble p50Ms,
      OptionalDouble p95Ms,
      long inputTokens,
      long outputTokens,
      BigDecimal costUsd) {}

  /** The hours from the one of {@code from} to the one before {@code to}, oldest first. */
  public List<Hour> of(String task, Instant from, Instant to) {
    return snapshot.read(
        Queries.class,
        queries -> queries.hours(task, from, to, MOST_ROWS).stream().map(HourView::hour).toList());
  }

  private static Hour hour(Queries.Row row) {
    long[] latency = Arrays.stream(row.latency()).mapToLong(Long::longValue).toArray();
    return new Hour(
        row.hour(),
        row.provider(),
        row.model(),
        row.revision(),
        row.attempts(),
        row.failed(),
        LatencyHistogram.quantile(latency, 0.5),
        LatencyHistogram.quantile(latency, 0.95),
        row.inputTokens(),
        row.outputTokens(),
        row.costUsd());
  }

  interface Queries {
    @RegisterConstructorMapper(Row.class)
    @SqlQuery(
        """
        select hour, provider, model, revision, sum(attempts) as attempts,
               coalesce(sum(attempts) filter (where outcome = 'failed'), 0) as failed,
               coalesce(buckets(latency) filter (where outcome = 'answered'), '{}') as latency,
               sum(input_tokens + cache_read_tokens + cache_write_tokens) as input_tokens,
               sum(output_tokens) as output_tokens, sum(cost_usd) as cost_usd
        from attempt_hour
        where task = :task and hour >= date_trunc('hour', cast(:from as timestamptz), 'UTC')
          and hour < :to and outcome <> 'skipped'
        group by hour, provider, model, revision
        order by hour, provider, model, revision limit :most
        """)
    List<Row> hours(String task, Instant from, Instant to, int most);

    /** What the database sums up. */
    @SuppressWarnings("ArrayRecordComponent") // read once, by Jdbi and then by us
    record Row(
        Instant hour,
        String provider,
        String model,
        String revision,
        long attempts,
        long failed,
        Long[] latency,
        long inputTokens,
        long outputTokens,
        BigDecimal costUsd) {}
  }
}
