package dev.signalbox.golden.extraction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes {@code extraction/cases.jsonl}. The documents are invented from a seed, so their truth is
 * known without anyone reading them; the same seed gives the same file byte for byte.
 */
final class ExtractionSuite {
  private static final long SEED = 20_260_401;

  private ExtractionSuite() {}

  /** The whole file. */
  static String cases() {
    return Stream.of(
            samples(32, SEED, InvoiceCases::sample),
            samples(24, SEED + 1_000, TicketCases::sample),
            samples(24, SEED + 2_000, ContractCases::sample))
        .flatMap(Function.identity())
        .map(Sample::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Each has a seed of its own, so that one more leaves the others as they are. */
  private static Stream<Sample> samples(
      int count, long seed, BiFunction<Integer, Draw, Sample> kind) {
    return IntStream.range(0, count).mapToObj(i -> kind.apply(i, new Draw(seed + i)));
  }

  /** Writes the file to the folder that is given. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0], "cases.jsonl"), cases());
  }
}
