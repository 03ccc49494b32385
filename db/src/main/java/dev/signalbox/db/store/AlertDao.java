package dev.signalbox.db.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Alerts. */
interface AlertDao {

  /** Whether the stream had no unresolved one. */
  @SqlUpdate(
      """
      insert into alert (id, stream_id, simulated, state, revision, revision_before, raised_at,
        raised_by_run, change_at, change_earliest, change_latest, runs_after_change, before, after,
        evidence, threshold)
      values (:id, :streamId, :simulated, :state, :revision, :revisionBefore, :raisedAt,
        :raisedByRun, :changeAt, :changeEarliest, :changeLatest, :runsAfterChange, :before, :after,
        :evidence, :threshold)
      on conflict (stream_id) where state <> 'resolved' do nothing
      """)
  boolean insert(@BindMethods AlertRow alert);

  @SqlBatch(
      """
      insert into alert_case (alert_id, ordinal, case_id, case_hash, before, after, expected,
        last_good, first_bad)
      values (:alertId, :ordinal, :caseId, :caseHash, :before, :after, cast(:expected as jsonb),
        :lastGood, :firstBad)
      """)
  void insertCases(@BindMethods Iterable<AlertCaseRow> cases);

  @RegisterConstructorMapper(AlertRow.class)
  @SqlQuery(
      """
      select id, stream_id, simulated, state, revision, revision_before, raised_at, raised_by_run,
        change_at, change_earliest, change_latest, runs_after_change, before, after, evidence,
        threshold
      from alert where stream_id = :stream and state <> 'resolved'
      """)
  Optional<AlertRow> unresolved(long stream);

  @RegisterConstructorMapper(AlertCaseRow.class)
  @SqlQuery(
      """
      select alert_id, ordinal, case_id, case_hash, before, after, expected, last_good, first_bad
      from alert_case where alert_id = :alert order by ordinal
      """)
  List<AlertCaseRow> cases(UUID alert);

  /** The stream of an alert. */
  @SqlQuery("select stream_id from alert where id = :alert")
  Optional<Long> stream(UUID alert);

  @SqlQuery("select state from alert where id = :alert")
  String state(UUID alert);

  @SqlUpdate("update alert set state = :state where id = :alert")
  void setState(UUID alert, String state);

  @SqlUpdate(
      """
      insert into alert_change (alert_id, state, who, why) values (:alert, :state, :who, :why)
      """)
  void insertChange(UUID alert, String state, String who, String why);

  /** All runs so far become baseline at most. */
  @SqlUpdate(
      """
      update stream set evidence_from = (select count(*) from run where stream_id = :stream)
      where id = :stream
      """)
  void startEvidenceAnew(long stream);
}
