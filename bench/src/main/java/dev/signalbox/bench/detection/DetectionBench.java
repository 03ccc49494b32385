package dev.signalbox.bench.detection;

import dev.signalbox.bench.Options;
import dev.signalbox.bench.detection.Mix.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Delay and false alarms on the reference mix: ours beside three-sigma, a Gaussian CUSUM, an oracle
 * and Lorden's bound, all on the same simulated streams.
 *
 * <p>Options: {@code --cases 20,50,100} in a suite, {@code --seeds 1,2}, {@code --changed 200}
 * streams for each change, {@code --healthy 100} streams without one, {@code --blips 300} streams
 * with a lone blip.
 */
public final class DetectionBench {
  private static final int GAMMA = 5_000;
  private static final int BASELINE = 72;
  private static final int CHANGE = BASELINE + 50;
  private static final int AFTER = 200;
  private static final int BLIP_STREAM = 300;
  private static final double BLIP_SHARE = .15;
  private static final double SOME_MISSED = .05;

  private final long seed;
  private final double[] healthy;

  private DetectionBench(int cases, long seed) {
    this.seed = seed;
    healthy = Mix.reference(cases);
  }

  /** Prints a table for each size of suite and each seed. */
  public static void run(Options options) {
    options.allow("cases", "seeds", "changed", "healthy", "blips");
    List<Long> seeds = options.numbers("seeds", "1,2");
    int changed = options.count("changed", 200);
    int healthy = options.count("healthy", 100);
    int blips = options.count("blips", 300);
    System.out.printf(
        "gamma %,d, %d baseline runs; the first changed run counts as a delay of 1; a method that"
            + " misses more than 5%% within %d runs shows how many%n",
        GAMMA, BASELINE, AFTER);
    for (long cases : options.numbers("cases", "20,50,100")) {
      for (long seed : seeds) {
        DetectionBench bench = new DetectionBench(Math.toIntExact(cases), seed);
        System.out.printf("%n%-26s", cases + " cases, seed " + seed);
        System.out.printf(
            "%13s%13s%13s%13s%13s%n", "e-detector", "three-sigma", "CUSUM", "oracle", "Lorden");
        for (Change change : Change.values()) {
          bench.printDelays(change, changed);
        }
        bench.printFalseAlarms(healthy);
        bench.printBlips(blips);
      }
    }
  }

  private static List<Monitor> practicable() {
    return List.of(
        Monitors.stratified(GAMMA), Monitors.threeSigma(), Monitors.gaussianCusum(GAMMA));
  }

  private void printDelays(Change change, int streams) {
    double[] worse = change.applyTo(healthy);
    List<Monitor> monitors = new ArrayList<>(practicable());
    monitors.add(Monitors.oracle(healthy, worse, GAMMA));
    List<List<List<Integer>>> alarms =
        alarms(streams, monitors, stream -> stream.add(CHANGE, healthy).add(AFTER, worse));
    System.out.printf("%-26s", "mean delay, " + change.title());
    alarms.forEach(of -> System.out.printf("%13s", delay(of)));
    System.out.printf("%13.2f%n", Mix.lordenBound(healthy, worse, GAMMA));
  }

  /** Streams with an alarm before the change are left out: they count as false alarms below. */
  private static String delay(List<List<Integer>> alarms) {
    List<List<Integer>> timely =
        alarms.stream().filter(of -> of.isEmpty() || of.getFirst() >= CHANGE).toList();
    List<Integer> delays =
        timely.stream().filter(of -> !of.isEmpty()).map(of -> of.getFirst() - CHANGE + 1).toList();
    double missed = 1 - (double) delays.size() / timely.size();
    return missed > SOME_MISSED
        ? "%.0f%% missed".formatted(100 * missed)
        : "%.2f".formatted(delays.stream().mapToInt(Integer::intValue).average().orElseThrow());
  }

  private void printFalseAlarms(int streams) {
    List<List<List<Integer>>> alarms =
        alarms(streams, practicable(), stream -> stream.add(BASELINE + GAMMA, healthy));
    System.out.printf("%-26s", "healthy, alarming in gamma");
    alarms.forEach(of -> System.out.printf("%13s", shareAlarming(of)));
    System.out.printf("%n%-26s", "alarms per gamma runs");
    alarms.forEach(of ->
        System.out.printf("%13.2f", of.stream().mapToInt(List::size).average().orElseThrow()));
    System.out.println();
  }

  private void printBlips(int streams) {
    List<List<List<Integer>>> alarms =
        alarms(
            streams,
            practicable(),
            stream ->
                stream
                    .add(BASELINE + BLIP_STREAM / 2, healthy)
                    .blip(BLIP_SHARE)
                    .add(BLIP_STREAM / 2, healthy));
    System.out.printf("%-26s", "lone blip, alarming");
    alarms.forEach(of -> System.out.printf("%13s", shareAlarming(of)));
    System.out.println();
  }

  private static String shareAlarming(List<List<Integer>> alarms) {
    long alarming = alarms.stream().filter(of -> !of.isEmpty()).count();
    return "%.1f%%".formatted(100. * alarming / alarms.size());
  }

  /** The alarms of each monitor on each stream; all monitors see the same streams. */
  private List<List<List<Integer>>> alarms(
      int streams, List<Monitor> monitors, Function<SimulatedStream, SimulatedStream> draw) {
    List<SplittableGenerator> randoms = new SplittableRandom(seed).splits(streams).toList();
    List<List<List<Integer>>> byStream =
        randoms.parallelStream()
            .map(random -> {
              SimulatedStream stream = draw.apply(new SimulatedStream(healthy.length, random));
              return monitors.stream().map(of -> of.alarms(stream, BASELINE)).toList();
            })
            .toList();
    List<List<List<Integer>>> byMonitor = new ArrayList<>();
    for (int monitor = 0; monitor < monitors.size(); monitor++) {
      int index = monitor;
      byMonitor.add(byStream.stream().map(of -> of.get(index)).toList());
    }
    return byMonitor;
  }
}
