package dev.signalbox.eval.run;

import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps runs. Implementations are thread-safe. */
public interface RunStore {

  /** Keeps a suite's version with its cases, once. */
  void register(GoldenSuite suite);

  /**
   * The calendar time of the latest run of a suite against a target, whatever its grader version.
   */
  Optional<Instant> lastScheduled(String suite, String target);

  /**
   * Keeps a run whole or not at all.
   *
   * @return whether it was kept; false when a run of that stream and scheduled time is there
   *     already
   */
  boolean save(EvalRun run);

  /** Every run of a stream, oldest first. */
  Series series(StreamKey stream);

  /** The answers that {@code caseHash} got in a stream, newest first, at most {@code limit}. */
  List<StoredAnswer> answers(StreamKey stream, String caseHash, int limit);

  /** One stored answer to one case. */
  record StoredAnswer(Instant scheduledFor, String revision, String text, boolean passed) {}
}
