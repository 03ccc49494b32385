package dev.signalbox.eval.detect;

import dev.signalbox.eval.series.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A run by case number. Cases are numbered and sorted by their key, so that the order in which a
 * run lists them changes not one bit of what follows.
 */
final class ScoredRun {
  private final int index;
  private final Instant at;
  private final String revision;
  private final BitSet listed;
  private final int[] starts;
  private final double[] scores;

  private ScoredRun(int index, Series.Run run, BitSet listed, int[] starts, double[] scores) {
    this.index = index;
    this.at = run.at();
    this.revision = run.revision();
    this.listed = listed;
    this.starts = starts;
    this.scores = scores;
  }

  static ScoredRun of(int index, Series.Run run, CaseNumbers numbers) {
    List<Series.Case> sorted =
        run.cases().stream()
            .sorted(
                Comparator.comparing(Series.Case::key)
                    .thenComparingDouble(result -> result.score().orElse(-1)))
            .toList();
    BitSet listed = new BitSet();
    sorted.forEach(result -> listed.set(numbers.of(result)));
    int[] starts = new int[numbers.count() + 1];
    for (Series.Case result : sorted) {
      if (result.score().isPresent()) {
        starts[numbers.of(result) + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    double[] scores = new double[starts[numbers.count()]];
    int[] next = starts.clone();
    for (Series.Case result : sorted) {
      if (result.score().isPresent()) {
        scores[next[numbers.of(result)]++] = result.score().getAsDouble();
      }
    }
    return new ScoredRun(index, run, listed, starts, scores);
  }

  /** The run's index in the series. */
  int index() {
    return index;
  }

  Instant at() {
    return at;
  }

  String revision() {
    return revision;
  }

  /** Whether the run asked the case, scored or not. */
  boolean lists(int number) {
    return listed.get(number);
  }

  /** How many results a case has here: 0 when missing, several when it was asked several times. */
  int results(int number) {
    return number + 1 < starts.length ? starts[number + 1] - starts[number] : 0;
  }

  /** The {@code i}th of a case's results. */
  double score(int number, int i) {
    return scores[starts[number] + i];
  }

  /** All results of a case here. */
  Tally tally(int number) {
    Tally tally = Tally.NONE;
    for (int i = 0; i < results(number); i++) {
      tally = tally.plus(score(number, i));
    }
    return tally;
  }
}
