package dev.signalbox.db.view;

import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An alert as a list shows it.
 *
 * @param state {@code open}, {@code acknowledged} or {@code resolved}
 * @param openedAt real time
 * @param raisedAt calendar time of the run that raised it
 * @param changeAt most likely calendar time of the first changed run; it lies between {@code
 *     changeEarliest} and {@code changeLatest}
 * @param revision served when it was raised
 * @param revisionBefore served before the change, when it was another
 * @param before pass rate before the change, in [0, 1]
 * @param after pass rate since
 * @param runsAfterChange changed runs it took to notice
 * @param evidence the detector's evidence when it was raised
 * @param threshold the evidence it takes
 * @param flipped how many cases passed before and fail since
 */
public record AlertSummary(
    UUID id,
    String task,
    String provider,
    String model,
    String suite,
    String graderVersion,
    boolean simulated,
    String state,
    Instant openedAt,
    Instant raisedAt,
    Instant changeAt,
    Instant changeEarliest,
    Instant changeLatest,
    String revision,
    Optional<String> revisionBefore,
    double before,
    double after,
    int runsAfterChange,
    double evidence,
    double threshold,
    int flipped) {

  /** {@code provider/model}. */
  public String target() {
    return provider + "/" + model;
  }

  /** What the detector watches. */
  public StreamKey stream() {
    return new StreamKey(task, provider, model, suite, graderVersion);
  }

  public boolean isResolved() {
    return state.equals("resolved");
  }

  /** How far quality fell, in [0, 1]. */
  public double drop() {
    return before - after;
  }
}
