package dev.signalbox.bench;

import dev.signalbox.bench.budget.LedgerSpeed;
import dev.signalbox.bench.calllog.CallLogBench;
import dev.signalbox.bench.codec.CodecBench;
import dev.signalbox.bench.decision.DecisionBench;
import dev.signalbox.bench.detection.DetectionBench;
import dev.signalbox.bench.detection.DetectorSpeed;
import dev.signalbox.bench.scale.CallLogScale;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code java -jar bench/target/bench.jar NAME [--option value]…} runs one benchmark and prints its
 * table.
 */
public final class Bench {
  private static final Map<String, Consumer<Options>> BENCHES =
      new TreeMap<>(
          Map.of(
              "call-log-scale", CallLogScale::run,
              "call-log", CallLogBench::run,
              "codec", CodecBench::run,
              "decision", DecisionBench::run,
              "detection", DetectionBench::run,
              "detector-speed", DetectorSpeed::run,
              "ledger-speed", LedgerSpeed::run));

  private Bench() {}

  /** Exits with 2 when the arguments make no sense. */
  public static void main(String[] arguments) {
    try {
      if (arguments.length == 0 || !BENCHES.containsKey(arguments[0])) {
        throw new IllegalArgumentException(
            "name a benchmark: one of " + String.join(", ", BENCHES.keySet()));
      }
      Options options = Options.of(Arrays.asList(arguments).subList(1, arguments.length));
      BENCHES.get(arguments[0]).accept(options);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }
}
