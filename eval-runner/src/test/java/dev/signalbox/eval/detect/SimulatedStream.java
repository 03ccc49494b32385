package dev.signalbox.eval.detect;

import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws the runs of a stream, one an hour, from pass probabilities. */
final class SimulatedStream {
  static final StreamKey STREAM = new StreamKey("invoices", "openai", "gpt", "invoices", "v1");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final SplittableRandom random;
  private final List<Series.Run> runs = new ArrayList<>();

  SimulatedStream(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Adds {@code count} runs; case {@code i} passes with probability {@code probabilities[i]}. */
  SimulatedStream runs(int count, double... probabilities) {
    for (int i = 0; i < count; i++) {
      add(
          IntStream.range(0, probabilities.length)
              .mapToObj(
                  number -> scored(number, random.nextDouble() < probabilities[number] ? 1 : 0))
              .toList());
    }
    return this;
  }

  SimulatedStream add(List<Series.Case> cases) {
    runs.add(
        new Series.Run(
            "run-" + runs.size(), START.plus(Duration.ofHours(runs.size())), "r1", cases));
    return this;
  }

  /** Gives the latest {@code count} runs another revision. */
  SimulatedStream revision(String revision, int count) {
    for (int i = runs.size() - count; i < runs.size(); i++) {
      Series.Run run = runs.get(i);
      runs.set(i, new Series.Run(run.id(), run.at(), revision, run.cases()));
    }
    return this;
  }

  Series series() {
    return new Series(STREAM, runs, 0);
  }

  static Series.Case scored(int number, double score) {
    return new Series.Case("hash-" + number, "case-" + number, OptionalDouble.of(score));
  }

  static Series.Case missing(int number) {
    return new Series.Case("hash-" + number, "case-" + number, OptionalDouble.empty());
  }

  /** The reference mix: 42 cases that nearly always pass, 6 that nearly never do, 2 coin tosses. */
  static double[] referenceMix() {
    return IntStream.range(0, 50)
        .mapToDouble(number -> number < 42 ? .995 : number < 48 ? .02 : .5)
        .toArray();
  }
}
