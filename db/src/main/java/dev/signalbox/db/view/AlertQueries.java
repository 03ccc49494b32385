package dev.signalbox.db.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(AlertSummary.class)
interface AlertQueries {
  /** What every query of alerts selects. */
  String SUMMARY =
      """
      select a.id, s.task, s.provider, s.model, s.suite, s.grader_version, a.simulated, a.state, a.opened_at,
             a.raised_at, a.change_at, a.change_earliest, a.change_latest, a.revision,
             a.revision_before, a.before, a.after, a.runs_after_change, a.evidence, a.threshold,
             (select count(*) from alert_case c where c.alert_id = a.id) as flipped
      from alert a join stream s on s.id = a.stream_id
      """;

  @SqlQuery(SUMMARY + "where a.state <> 'resolved' order by a.opened_at desc, a.id limit :most")
  List<AlertSummary> unresolvedAlerts(int most);

  @SqlQuery(SUMMARY + "order by a.state = 'resolved', a.opened_at desc, a.id limit :most")
  List<AlertSummary> alerts(int most);

  @SqlQuery(
      SUMMARY
          + "where s.task = :task and a.raised_at >= :since"
          + " order by a.change_at, a.id limit :most")
  List<AlertSummary> alertsOf(String task, Instant since, int most);

  @SqlQuery(
      "select count(*) from (select from alert where state <> 'resolved' limit :most) unresolved")
  int countUnresolved(int most);

  @SqlQuery(SUMMARY + "where a.id = :id")
  Optional<AlertSummary> alert(UUID id);

  @RegisterConstructorMapper(AlertDetail.Case.class)
  @SqlQuery(
      """
      select c.case_id, c.before, c.after, c.expected::text as expected, c.last_good, c.first_bad,
             (select left(asked.prompt, 8000) from suite_case asked
              where asked.suite = s.suite and asked.case_hash = c.case_hash limit 1) as prompt
      from alert_case c
      join alert a on a.id = c.alert_id
      join stream s on s.id = a.stream_id
      where c.alert_id = :id order by c.ordinal limit :most
      """)
  List<AlertDetail.Case> cases(UUID id, int most);

  @RegisterConstructorMapper(AlertDetail.Change.class)
  @SqlQuery(
      """
      select changed_at, state, who, why from alert_change
      where alert_id = :id order by changed_at desc limit :most
      """)
  List<AlertDetail.Change> changes(UUID id, int most);
}
