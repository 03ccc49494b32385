package dev.signalbox.db.view;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is asked of {@link SpendView}.
 *
 * @param from the first day (UTC)
 * @param to the day after the last
 * @param task of this task alone; absent means all
 * @param top how many are named, at least 1; the rest is summed up
 */
public record SpendQuestion(
    LocalDate from, LocalDate to, Optional<String> task, Dimension by, int top) {
  public SpendQuestion {
    if (task.isPresent() && !by.isKnownByTask()) {
      throw new IllegalArgumentException("what " + by + " costs is not kept by task");
    }
  }

  /** What money is told apart by. */
  public enum Dimension {
    TASK,
    PROVIDER,
    /** At its provider. */
    MODEL,
    /** Of a model at its provider. */
    REVISION,
    /** What came of calls. */
    RESULT,
    /** The name of the API key. */
    KEY,
    USER,
    PROMPT_VERSION,
    /** A call counts under each of its tags. */
    TAG;

    /** Whether sums are kept for each task. */
    public boolean isKnownByTask() {
      return compareTo(KEY) < 0;
    }

    /** Whether attempts are counted, each at its own provider, rather than calls. */
    public boolean countsAttempts() {
      return this == PROVIDER || this == MODEL || this == REVISION;
    }
  }
}
