package dev.signalbox.db.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface TaskQueries extends AlertQueries {

  /** Calendar time of a task's newest run. */
  @SqlQuery(
      """
      select max(newest.at)
      from stream s
      cross join lateral
        (select max(scheduled_for) as at from run where stream_id = s.id) newest
      where s.task = :task
      """)
  Optional<Instant> newestRun(String task);

  /** The runs after {@code since} of the stream that each target of a task has now. */
  @RegisterConstructorMapper(RunRow.class)
  @SqlQuery(
      """
      with latest as (
        select distinct on (s.provider, s.model) s.id, s.task, s.provider, s.model
        from stream s
        cross join lateral
          (select max(sequence) as sequence from run where stream_id = s.id) newest
        where s.task = :task and newest.sequence is not null
        order by s.provider, s.model, newest.sequence desc)
      select latest.task, latest.provider, latest.model, r.id, r.scheduled_for, r.revision,
             r.simulated, r.cases, r.scored, r.passed, answers.p95_ms, answers.cost_per_case
      from latest
      cross join lateral
        (select * from run where stream_id = latest.id and scheduled_for > :since
         order by scheduled_for desc limit :most) r
      cross join lateral
        (select percentile_cont(0.95) within group (order by latency_ms) as p95_ms,
                avg(cost_usd) as cost_per_case
         from case_result where run_id = r.id and missing is null) answers
      order by latest.provider, latest.model, r.scheduled_for
      """)
  List<RunRow> runs(String task, Instant since, int most);

  /** The runs of an alert's stream between two calendar times; of quality alone. */
  @RegisterConstructorMapper(RunRow.class)
  @SqlQuery(
      """
      select s.task, s.provider, s.model, r.id, r.scheduled_for, r.revision, r.simulated, r.cases,
             r.scored, r.passed, null as p95_ms, null as cost_per_case
      from alert a
      join stream s on s.id = a.stream_id
      join run r on r.stream_id = s.id
      where a.id = :alert and r.scheduled_for between :from and :to
      order by r.scheduled_for limit :most
      """)
  List<RunRow> runsOf(UUID alert, Instant from, Instant to, int most);
}
