package dev.signalbox.eval.detect;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cases that joined the suite in the same run. They have a baseline of their own, so that a suite
 * grows without disturbing the cases it had. Not thread-safe.
 */
final class Cohort {
  private static final int GROWTH = 24;
  private static final int LONGEST = 336;

  private final int first;
  private final List<Integer> numbers;
  private @Nullable Baseline baseline;

  /**
   * @param first position of its first run among the judged runs
   * @param numbers its cases
   */
  Cohort(int first, List<Integer> numbers) {
    this.first = first;
    this.numbers = List.copyOf(numbers);
  }

  int first() {
    return first;
  }

  /** Whether the run asked any of its cases. */
  boolean isIn(ScoredRun run) {
    return numbers.stream().anyMatch(run.listed()::get);
  }

  Optional<Baseline> baseline() {
    return Optional.ofNullable(baseline);
  }

  /**
   * Takes more runs into the baseline when it is time: at first {@code shortest} runs, then, every
   * {@link #GROWTH} runs, those that are at least that many runs old.
   *
   * @param runs the judged runs so far
   * @return whether the baseline is another now
   */
  boolean grow(List<ScoredRun> runs, int shortest) {
    int age = runs.size() - first;
    if (age < shortest || (age - shortest) % GROWTH != 0) {
      return false;
    }
    int length = Math.max(shortest, Math.min(LONGEST, age - GROWTH));
    if (baseline != null && baseline.length() >= length) {
      return false;
    }
    baseline = new Baseline(runs.subList(first, first + length), numbers);
    return true;
  }
}
