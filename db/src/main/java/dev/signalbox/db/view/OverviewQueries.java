package dev.signalbox.db.view;

import dev.signalbox.db.calllog.LatencyHistogram;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface OverviewQueries extends AlertQueries {

  /** The latest runs of the stream that each task and target has now, oldest first. */
  @RegisterConstructorMapper(RunRow.class)
  @SqlQuery(
      """
      with latest as (
        select distinct on (s.task, s.provider, s.model) s.id, s.task, s.provider, s.model
        from stream s
        cross join lateral
          (select max(sequence) as sequence from run where stream_id = s.id) newest
        where newest.sequence is not null
        order by s.task, s.provider, s.model, newest.sequence desc)
      select latest.task, latest.provider, latest.model, r.id, r.scheduled_for, r.revision,
             r.simulated, r.cases, r.scored, r.passed, null as p95_ms, null as cost_per_case
      from latest
      cross join lateral
        (select * from run where stream_id = latest.id order by sequence desc limit :most) r
      order by latest.task, latest.provider, latest.model, r.scheduled_for
      """)
  List<RunRow> runs(int most);

  /** What became of the attempts of the calls since that hour, by task and target. */
  @RegisterConstructorMapper(AttemptsRow.class)
  @SqlQuery(
      """
      select task, provider, model, bool_or(simulated) as simulated, sum(attempts) as attempts,
             coalesce(sum(attempts) filter (where outcome = 'failed'), 0) as failed,
             coalesce(sum(attempts) filter (where outcome = 'answered' and origin = 'traffic'), 0)
               as traffic_answers,
             coalesce(buckets(latency) filter (where outcome = 'answered'), '{}') as latency,
             1000 * sum(cost_usd) filter (where outcome = 'answered')
               / nullif(sum(attempts) filter (where outcome = 'answered'), 0) as cost_per_thousand
      from attempt_hour
      where hour >= :since and outcome <> 'skipped'
      group by task, provider, model
      """)
  List<AttemptsRow> attempts(Instant since);

  /** What became of the application calls since that hour, by task. */
  @RegisterConstructorMapper(TrafficRow.class)
  @SqlQuery(
      """
      select task, sum(calls) as calls,
             coalesce(sum(calls) filter (where result = 'answered'), 0) as answered,
             coalesce(sum(calls) filter (where result in ('failed', 'cut')), 0) as failed
      from call_hour where hour >= :since and origin = 'traffic'
      group by task
      """)
  List<TrafficRow> traffic(Instant since);

  @SuppressWarnings("ArrayRecordComponent") // read once, by Jdbi and then by us
  record AttemptsRow(
      String task,
      String provider,
      String model,
      boolean simulated,
      long attempts,
      long failed,
      long trafficAnswers,
      Long[] latency,
      Optional<BigDecimal> costPerThousand) {

    boolean isOf(String wantedTask, Target target) {
      return task.equals(wantedTask)
          && provider.equals(target.provider())
          && model.equals(target.model());
    }

    Overview.Calls calls(OptionalDouble trafficShare) {
      long[] counts = Arrays.stream(latency).mapToLong(Long::longValue).toArray();
      return new Overview.Calls(
          attempts,
          failed,
          LatencyHistogram.quantile(counts, 0.5),
          LatencyHistogram.quantile(counts, 0.95),
          costPerThousand,
          trafficShare);
    }
  }

  record TrafficRow(String task, long calls, long answered, long failed) {}
}
