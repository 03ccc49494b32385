package dev.signalbox.db.view;

import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Instant;
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

  /** When the call started that {@code most} later ones leave no room for, if there is one. */
  @SqlQuery(
      """
      select started_at from call
      where started_at > :since order by started_at desc offset :most limit 1
      """)
  Optional<Instant> crowdedOut(Instant since, int most);

  /** What became of the attempts of the calls since then, by task and target. */
  @RegisterConstructorMapper(AttemptsRow.class)
  @SqlQuery(
      """
      select c.task, a.provider, a.model, bool_or(a.simulated) as simulated,
             count(*) as attempts,
             count(*) filter (where a.outcome = 'failed') as failed,
             count(*) filter (where a.outcome = 'answered' and c.origin = 'traffic')
               as traffic_answers,
             percentile_cont(0.5) within group (order by a.took_ms)
               filter (where a.outcome = 'answered') as p50_ms,
             percentile_cont(0.95) within group (order by a.took_ms)
               filter (where a.outcome = 'answered') as p95_ms,
             1000 * avg(a.cost_usd) filter (where a.outcome = 'answered') as cost_per_thousand
      from call c join attempt a on a.call_id = c.id
      where c.started_at > :since and a.outcome <> 'skipped'
      group by c.task, a.provider, a.model
      """)
  List<AttemptsRow> attempts(Instant since);

  /** What became of the application calls since then, by task. */
  @RegisterConstructorMapper(TrafficRow.class)
  @SqlQuery(
      """
      select task, count(*) as calls,
             count(*) filter (where result = 'answered') as answered,
             count(*) filter (where result in ('failed', 'cut')) as failed
      from call where started_at > :since and origin = 'traffic'
      group by task
      """)
  List<TrafficRow> traffic(Instant since);

  record AttemptsRow(
      String task,
      String provider,
      String model,
      boolean simulated,
      long attempts,
      long failed,
      long trafficAnswers,
      OptionalDouble p50Ms,
      OptionalDouble p95Ms,
      Optional<BigDecimal> costPerThousand) {

    boolean isOf(String wantedTask, Target target) {
      return task.equals(wantedTask)
          && provider.equals(target.provider())
          && model.equals(target.model());
    }

    Overview.Calls calls(OptionalDouble trafficShare) {
      return new Overview.Calls(attempts, failed, p50Ms, p95Ms, costPerThousand, trafficShare);
    }
  }

  record TrafficRow(String task, long calls, long answered, long failed) {}
}
