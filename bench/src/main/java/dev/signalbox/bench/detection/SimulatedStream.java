package dev.signalbox.bench.detection;

import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** Runs of a suite, one an hour, drawn from pass probabilities. */
final class SimulatedStream {
  private static final StreamKey KEY = new StreamKey("task", "provider", "model", "suite", "v1");

  private final int cases;
  private final RandomGenerator random;
  private final List<BitSet> passes = new ArrayList<>();

  SimulatedStream(int cases, RandomGenerator random) {
    this.cases = cases;
    this.random = random;
  }

  SimulatedStream add(int runs, double[] probabilities) {
    for (int run = 0; run < runs; run++) {
      BitSet passed = new BitSet(cases);
      for (int i = 0; i < cases; i++) {
        passed.set(i, random.nextDouble() < probabilities[i]);
      }
      passes.add(passed);
    }
    return this;
  }

  /** Fails {@code share} of the cases of the latest run, drawn at random. */
  SimulatedStream blip(double share) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      numbers.add(random.nextInt(numbers.size() + 1), i);
    }
    numbers.subList(0, (int) Math.round(share * cases)).forEach(passes.getLast()::clear);
    return this;
  }

  int runs() {
    return passes.size();
  }

  int cases() {
    return cases;
  }

  boolean passed(int run, int number) {
    return passes.get(run).get(number);
  }

  /** The share of cases that passed. */
  double mean(int run) {
    return (double) passes.get(run).cardinality() / cases;
  }

  /**
   * @param evidenceFrom as in {@link Series}
   */
  Series series(int evidenceFrom) {
    List<Series.Case> passed = new ArrayList<>();
    List<Series.Case> failed = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      passed.add(new Series.Case("case-" + i, "case-" + i, OptionalDouble.of(1)));
      failed.add(new Series.Case("case-" + i, "case-" + i, OptionalDouble.of(0)));
    }
    List<Series.Run> runs = new ArrayList<>();
    for (int run = 0; run < passes.size(); run++) {
      List<Series.Case> results = new ArrayList<>();
      for (int i = 0; i < cases; i++) {
        results.add((passed(run, i) ? passed : failed).get(i));
      }
      runs.add(
          new Series.Run("run-" + run, Instant.EPOCH.plus(Duration.ofHours(run)), "r1", results));
    }
    return new Series(KEY, runs, evidenceFrom);
  }
}
