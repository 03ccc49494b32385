package dev.signalbox.eval.detect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Since when: the start j whose evidence Σ w·Π L over the runs from j on is greatest for a single
 * component, and the smallest set of starts that holds nine tenths of it, as an interval (Shin,
 * Ramdas, Rinaldo 2024; the set reads the evidence as a posterior over starts with a flat prior).
 *
 * @param best position in the list of evidence
 * @param earliest start of the interval
 * @param latest its end, inclusive
 */
record ChangePoint(int best, int earliest, int latest) {
  private static final double CREDIBILITY = .9;

  /**
   * @param evidence of consecutive judged runs up to the alarm; not empty
   */
  static ChangePoint in(List<RunEvidence> evidence) {
    int components = evidence.getLast().components();
    double[] sums = new double[components];
    double[] starts = new double[evidence.size()];
    int best = evidence.size() - 1;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = evidence.size() - 1; j >= 0; j--) {
      double[] staked = new double[components];
      for (int i = 0; i < components; i++) {
        sums[i] += evidence.get(j).logFactor(i);
        staked[i] = evidence.get(j).logWeight(i) + sums[i];
      }
      double strongest = Arrays.stream(staked).max().orElse(Double.NEGATIVE_INFINITY);
      if (strongest > most) {
        most = strongest;
        best = j;
      }
      starts[j] = LogSum.of(staked);
    }
    return around(best, starts);
  }

  private static ChangePoint around(int best, double[] starts) {
    double total = LogSum.of(starts);
    List<Integer> likeliest =
        IntStream.range(0, starts.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> -starts[j]))
            .toList();
    int earliest = best;
    int latest = best;
    double held = 0;
    for (int i = 0; i < likeliest.size() && held < CREDIBILITY; i++) {
      earliest = Math.min(earliest, likeliest.get(i));
      latest = Math.max(latest, likeliest.get(i));
      held += StrictMath.exp(starts[likeliest.get(i)] - total);
    }
    return new ChangePoint(best, earliest, latest);
  }
}
