package dev.signalbox.app.demo;

import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;

/** What a session of the demo came to, asked of the database and of nothing else. */
public record SessionFigures(Jdbi jdbi, Instant since) {
  private static final GenericType<Map<String, Long>> COUNTS = new GenericType<>() {};

  /** Later than any call, and still a timestamp to PostgreSQL. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  /** The application's calls since the session began, by result. */
  Map<String, Long> calls() {
    return counts(
        """
        select result as name, count(*) as n from call_log
        where origin = 'traffic' and started_at >= :from and started_at < :until group by result
        """,
        since,
        END_OF_TIME);
  }

  /** Calls of every session of this database. */
  long callsEver() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select count(*) from call_log where origin = 'traffic'")
            .mapTo(Long.class)
            .one());
  }

  /** The application's calls between two moments of real time, by the provider that answered. */
  Map<String, Long> answeredBy(Instant from, Instant until) {
    return counts(
        """
        select coalesce(provider, 'nobody') as name, count(*) as n from call_log
        where origin = 'traffic' and started_at >= :from and started_at < :until group by 1
        """,
        from,
        until);
  }

  /** Runs of this session, golden answers in them, and the ones that are missing. */
  RunFigures runs() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select count(*) as runs, coalesce(sum(cases), 0) as cases,
                  coalesce(sum(cases - scored), 0) as missing
                from run where started_at >= :since
                """)
            .bind("since", since)
            .map((row, _) ->
                new RunFigures(row.getLong("runs"), row.getLong("cases"), row.getLong("missing")))
            .one());
  }

  /** Runs of one stream, of all sessions. */
  int runsOf(StreamKey stream) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select count(*) from run join stream on stream.id = run.stream_id
                where task = :task and provider = :provider and model = :model
                  and suite = :suite and grader_version = :graderVersion
                """)
            .bindMethods(stream)
            .mapTo(Integer.class)
            .one());
  }

  /** The latest calendar time of any run. */
  Optional<Instant> latestSlot() {
    return jdbi.withHandle(handle ->
        handle.createQuery("select max(scheduled_for) from run").mapTo(Instant.class).findOne());
  }

  /** Alerts that were raised in this session, in their order. */
  List<RaisedAlert> alerts() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select alert.id::text, task, provider, model, revision, raised_at, change_at,
                  runs_after_change, before, after,
                  (select count(*) from alert_case where alert_id = alert.id) as cases
                from alert join stream on stream.id = alert.stream_id
                where opened_at >= :since order by opened_at
                """)
            .bind("since", since)
            .map((row, _) ->
                new RaisedAlert(
                    row.getString("id"),
                    row.getString("task"),
                    row.getString("provider"),
                    row.getString("model"),
                    row.getString("revision"),
                    row.getTimestamp("raised_at").toInstant(),
                    row.getTimestamp("change_at").toInstant(),
                    row.getInt("runs_after_change"),
                    row.getDouble("before"),
                    row.getDouble("after"),
                    row.getInt("cases")))
            .list());
  }

  /** The names of the cases that the alerts of this session blame. */
  List<String> blamedCases() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select distinct case_id from alert_case join alert on alert.id = alert_id
                where opened_at >= :since order by case_id
                """)
            .bind("since", since)
            .mapTo(String.class)
            .list());
  }

  private Map<String, Long> counts(String sql, Instant from, Instant until) {
    Map<String, Long> counts =
        jdbi.withHandle(handle ->
            handle
                .createQuery(sql)
                .bind("from", from)
                .bind("until", until)
                .setMapKeyColumn("name")
                .setMapValueColumn("n")
                .collectInto(COUNTS));
    return new TreeMap<>(counts);
  }

  record RunFigures(long runs, long cases, long missing) {}

  record RaisedAlert(
      String id,
      String task,
      String provider,
      String model,
      String revision,
      Instant raisedAt,
      Instant changeAt,
      int runsAfterChange,
      double before,
      double after,
      int cases) {}
}
