package dev.signalbox.bench.detection;

import dev.signalbox.bench.Options;
import dev.signalbox.eval.detect.Inspection;
import dev.signalbox.eval.detect.StratifiedEDetector;
import dev.signalbox.eval.series.Series;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What one result of one case costs the detector, beside what it costs just to read it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DetectorSpeed {
  private static final int RUNS = 720;
  private static final int CASES = 50;

  private final Series series =
      new SimulatedStream(CASES, new SplittableRandom(1)).add(RUNS, Mix.reference(CASES)).series(0);

  /** Runs it with JMH. */
  public static void run(Options options) {
    options.allow();
    try {
      new Runner(new OptionsBuilder().include(DetectorSpeed.class.getName()).build()).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH could not run the benchmark", e);
    }
  }

  /** A month of hourly runs. */
  @Benchmark
  @OperationsPerInvocation(RUNS * CASES)
  public Inspection inspectPerCase() {
    return StratifiedEDetector.standard().inspect(series);
  }

  /** The sum of all scores. */
  @Benchmark
  @OperationsPerInvocation(RUNS * CASES)
  public double readPerCase() {
    double sum = 0;
    for (Series.Run run : series.runs()) {
      for (Series.Case result : run.cases()) {
        sum += result.score().orElse(0);
      }
    }
    return sum;
  }
}
