package dev.signalbox.db.store;

import dev.signalbox.db.Database;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
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
        inTransaction.insertResults(CaseResultRow.of(run));
      }
      return first;
    });
  }

  @Override
  public Series series(StreamKey stream) {
    Map<UUID, List<RunDao.SeriesRow>> byRun = new LinkedHashMap<>();
    for (RunDao.SeriesRow row : dao.series(stream)) {
      byRun.computeIfAbsent(row.id(), _ -> new ArrayList<>()).add(row);
    }
    int evidenceFrom =
        byRun.values().stream().findFirst().map(rows -> rows.getFirst().evidenceFrom()).orElse(0);
    return new Series(
        stream, byRun.values().stream().map(PostgresRunStore::run).toList(), evidenceFrom);
  }

  private static Series.Run run(List<RunDao.SeriesRow> rows) {
    RunDao.SeriesRow first = rows.getFirst();
    return new Series.Run(
        first.id().toString(),
        first.scheduledFor(),
        Optional.ofNullable(first.revision()).orElse(""),
        rows.stream().map(PostgresRunStore::result).toList());
  }

  private static Series.Case result(RunDao.SeriesRow row) {
    Boolean passed = row.passed();
    return new Series.Case(
        row.caseHash(),
        row.caseId(),
        passed == null ? OptionalDouble.empty() : OptionalDouble.of(passed ? 1 : 0));
  }

  @Override
  public List<StoredAnswer> answers(StreamKey stream, String caseHash, int limit) {
    return dao.answers(stream, caseHash, limit);
  }
}
