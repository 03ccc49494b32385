package dev.signalbox.db.store;

import dev.signalbox.eval.run.RunStore.StoredAnswer;
import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Suites, runs and their results. */
interface RunDao {

  /** Whether that version was new. */
  @SqlUpdate(
      """
      insert into suite (name, version, task, description, pass_mark, grader_version)
      values (:name, :version, :task, :description, :passMark, :graderVersion)
      on conflict do nothing
      """)
  boolean insert(@BindMethods SuiteRow suite);

  @SqlBatch(
      """
      insert into suite_case (suite, suite_version, ordinal, case_id, case_hash, prompt, expected,
        critical, tags)
      values (:suite, :suiteVersion, :ordinal, :caseId, :caseHash, :prompt,
        cast(:expected as jsonb), :critical, :tags)
      """)
  void insertCases(@BindMethods Iterable<SuiteCaseRow> cases);

  @SqlQuery(
      """
      select max(run.scheduled_for) from run join stream on stream.id = run.stream_id
      where stream.suite = :suite and stream.provider || '/' || stream.model = :target
      """)
  Optional<Instant> lastScheduled(String suite, String target);

  /** Whether there was none of that stream and scheduled time. */
  @SqlUpdate(
      """
      insert into run (id, stream_id, suite_version, simulated, table_version, table_hash,
        scheduled_for, started_at, finished_at, revision, cases, scored, passed)
      values (:id, :streamId, :suiteVersion, :simulated, :tableVersion, :tableHash,
        :scheduledFor, :startedAt, :finishedAt, :revision, :cases, :scored, :passed)
      on conflict do nothing
      """)
  boolean insert(@BindMethods RunRow run);

  @SqlBatch(
      """
      insert into case_result (run_id, ordinal, case_id, case_hash, call_id, missing, answer,
        revision, latency_ms, input_tokens, output_tokens, cost_usd, score, passed, grades)
      values (:runId, :ordinal, :caseId, :caseHash, :callId, :missing, :answer,
        :revision, :latencyMs, :inputTokens, :outputTokens, :costUsd, :score, :passed,
        cast(:grades as jsonb))
      """)
  void insertResults(@BindMethods Iterable<CaseResultRow> results);

  @SqlUpdate(
      """
      insert into case_list (hash, case_hashes, case_ids) values (:hash, :caseHashes, :caseIds)
      on conflict do nothing
      """)
  void insert(@BindMethods CaseListRow cases);

  @SqlUpdate("insert into run_marks (run_id, case_list, marks) values (:run, :caseList, :marks)")
  void insertMarks(UUID run, String caseList, String marks);

  /** One run of a series. */
  record MarkedRun(
      UUID id,
      Instant scheduledFor,
      @Nullable String revision,
      String caseList,
      String marks,
      int evidenceFrom) {}

  /** In the order of commitment. */
  @RegisterConstructorMapper(MarkedRun.class)
  @SqlQuery(
      """
      select run.id, run.scheduled_for, run.revision, run_marks.case_list, run_marks.marks,
        stream.evidence_from
      from stream
        join run on run.stream_id = stream.id
        join run_marks on run_marks.run_id = run.id
      where stream.task = :task and stream.provider = :provider and stream.model = :model
        and stream.suite = :suite and stream.grader_version = :graderVersion
      order by run.sequence
      """)
  List<MarkedRun> markedRuns(@BindMethods StreamKey stream);

  @KeyColumn("hash")
  @RegisterConstructorMapper(CaseListRow.class)
  @SqlQuery("select hash, case_hashes, case_ids from case_list where hash = any(:hashes)")
  Map<String, CaseListRow> caseLists(Set<String> hashes);

  @RegisterConstructorMapper(StoredAnswer.class)
  @SqlQuery(
      """
      select run.scheduled_for, coalesce(result.revision, '') as revision, result.answer as text,
        result.passed
      from stream
        join run on run.stream_id = stream.id
        join case_result result on result.run_id = run.id
      where stream.task = :task and stream.provider = :provider and stream.model = :model
        and stream.suite = :suite and stream.grader_version = :graderVersion
        and result.case_hash = :caseHash and result.passed is not null
      order by run.sequence desc
      limit :limit
      """)
  List<StoredAnswer> answers(@BindMethods StreamKey stream, String caseHash, int limit);
}
