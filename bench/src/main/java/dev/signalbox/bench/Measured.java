package dev.signalbox.bench;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH measured of one benchmark.
 *
 * @param name of the method
 * @param nanos on average for one operation
 * @param bytes allocated on average by one operation
 */
public record Measured(Optional<String> parameter, String name, double nanos, double bytes) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * Runs the benchmarks of a class, which have to report average times in nanoseconds. Says nothing
   * meanwhile: whoever asks prints a table.
   *
   * @param parameter the field by which they vary, if there is one
   */
  public static List<Measured> all(Class<?> benchmarks, Optional<String> parameter) {
    try {
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .include(benchmarks.getName() + "\\.")
                      .addProfiler(GCProfiler.class)
                      .verbosity(VerboseMode.SILENT)
                      .shouldFailOnError(true)
                      .build())
              .run();
      return results.stream().map(result -> of(result, parameter)).toList();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH could not run " + benchmarks.getSimpleName(), e);
    }
  }

  private static Measured of(RunResult result, Optional<String> parameter) {
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return new Measured(
        parameter.map(result.getParams()::getParam),
        result.getPrimaryResult().getLabel(),
        result.getPrimaryResult().getScore(),
        Objects.requireNonNull(allocated, ALLOCATED).getScore());
  }

  /** The one of that name. */
  public static Measured find(List<Measured> all, Optional<String> parameter, String name) {
    return all.stream()
        .filter(one -> one.name.equals(name) && one.parameter.equals(parameter))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("JMH did not run " + name));
  }
}
