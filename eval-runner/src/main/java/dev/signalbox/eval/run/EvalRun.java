package dev.signalbox.eval.run;

import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.table.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One execution of one suite against one target; unique by stream and scheduled time.
 *
 * @param suiteVersion the version of the suite that was run
 * @param scheduledFor on the calendar clock
 * @param startedAt real time
 * @param finishedAt real time
 * @param results in the order of the suite, one a case
 */
public record EvalRun(
    UUID id,
    StreamKey stream,
    String suiteVersion,
    boolean simulated,
    TableVersion table,
    Instant scheduledFor,
    Instant startedAt,
    Instant finishedAt,
    List<CaseResult> results) {
  public EvalRun {
    results = List.copyOf(results);
  }
}
