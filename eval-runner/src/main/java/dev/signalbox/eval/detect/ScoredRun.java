package dev.signalbox.eval.detect;

import dev.signalbox.eval.series.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;

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

  static ScoredRun of(int index, Series.Run run, CaseNumbers caseNumbers) {
    int[] numbers = caseNumbers.of(run);
    BitSet listed = new BitSet();
    int[] starts = new int[caseNumbers.count() + 1];
    for (int i = 0; i < numbers.length; i++) {
      listed.set(numbers[i]);
      starts[numbers[i] + 1] += run.cases().get(i).score().isPresent() ? 1 : 0;
    }
    for (int number = 0; number < caseNumbers.count(); number++) {
      starts[number + 1] += starts[number];
    }
    double[] scores = new double[starts[caseNumbers.count()]];
    int[] ends = starts.clone();
    for (int i = 0; i < numbers.length; i++) {
      OptionalDouble score = run.cases().get(i).score();
      if (score.isPresent()) {
        scores[ends[numbers[i]]++] = score.getAsDouble();
      }
    }
    for (int number = 0; number < caseNumbers.count(); number++) {
      if (starts[number + 1] - starts[number] > 1) {
        Arrays.sort(scores, starts[number], starts[number + 1]);
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

  /** The cases that the run asked, scored or not; not to be changed. */
  BitSet listed() {
    return listed;
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

  /** Whether a case failed here, more often than not when it was asked several times. */
  boolean failed(int number) {
    return CaseBaseline.isFail(tally(number).rate());
  }

  /** The cases with a result here. */
  BitSet scored() {
    BitSet scored = new BitSet();
    listed.stream().filter(number -> results(number) > 0).forEach(scored::set);
    return scored;
  }

  /** All results of all cases. */
  Tally total() {
    return new Tally(Arrays.stream(scores).sum(), scores.length);
  }
}
