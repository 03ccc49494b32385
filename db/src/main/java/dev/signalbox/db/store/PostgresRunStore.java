package dev.signalbox.db.store;

import dev.signalbox.db.Database;
import dev.signalbox.db.store.RunDao.MarkedRun;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Suites and runs in PostgreSQL. Thread-safe. */
public final class PostgresRunStore implements RunStore {
  private final Jdbi jdbi;
  private final RunDao dao;

  public PostgresRunStore(Database database) {
    this.jdbi = database.jdbi();
    this.dao = jdbi.onDemand(RunDao.class);
  }

  @Override
  public void register(GoldenSuite suite) {
    jdbi.useTransaction(handle -> {
      RunDao inTransaction = handle.attach(RunDao.class);
      if (inTransaction.insert(SuiteRow.of(suite))) {
        inTransaction.insertCases(SuiteCaseRow.of(suite));
      }
    });
  }

  @Override
  public Optional<Instant> lastScheduled(String suite, String target) {
    return dao.lastScheduled(suite, target);
  }

  @Override
  public boolean save(EvalRun run) {
    return jdbi.inTransaction(handle -> {
      // The lock makes the sequence the order of commitment, which is the order of evidence.
      long stream = handle.attach(StreamDao.class).locked(run.stream());
      RunDao inTransaction = handle.attach(RunDao.class);
      boolean first = inTransaction.insert(RunRow.of(run, stream));
      if (first) {
        insertResults(inTransaction, run);
      }
      return first;
    });
  }

  private static void insertResults(RunDao dao, EvalRun run) {
    List<CaseResultRow> results = CaseResultRow.of(run);
    CaseListRow cases = CaseListRow.of(run.results());
    dao.insertResults(results);
    dao.insert(cases);
    dao.insertMarks(
        run.id(),
        cases.hash(),
        results.stream().map(CaseResultRow::mark).collect(Collectors.joining()));
  }

  @Override
  public Series series(StreamKey stream) {
    List<MarkedRun> runs = dao.markedRuns(stream);
    Map<String, CaseListRow> lists =
        dao.caseLists(runs.stream().map(MarkedRun::caseList).collect(Collectors.toSet()));
    return new Series(
        stream,
        runs.stream()
            .map(run ->
                new Series.Run(
                    run.id().toString(),
                    run.scheduledFor(),
                    Objects.requireNonNullElse(run.revision(), ""),
                    Objects.requireNonNull(lists.get(run.caseList())).marked(run.marks())))
            .toList(),
        runs.isEmpty() ? 0 : runs.getFirst().evidenceFrom());
  }

  @Override
  public List<StoredAnswer> answers(StreamKey stream, String caseHash, int limit) {
    return dao.answers(stream, caseHash, limit);
  }
}
