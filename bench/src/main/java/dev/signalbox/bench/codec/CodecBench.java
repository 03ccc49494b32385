package dev.signalbox.bench.codec;

import dev.signalbox.bench.Measured;
import dev.signalbox.bench.Options;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.router.provider.WireResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An exchange of a kilobyte each way in every wire format, beside what it costs just to parse the
 * same bytes into a tree.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CodecBench {
  private static final double MICROS_AT_MOST = 15;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final ChatRequest question = SampleExchange.question();

  @Param({
    "anthropic-messages",
    "openai-chat",
    "openai-responses",
    "google-gemini",
    "perplexity-agent"
  })
  private String api = "";

  private SampleExchange exchange = SampleExchange.of("openai-chat");
  private WireRequest request = exchange.codec().encode(exchange.target(), question, false);
  private WireResponse response = exchange.response();

  /** Prints a table. */
  public static void run(Options options) {
    options.allow();
    System.out.println("measuring codecs; two minutes …");
    List<Measured> all = Measured.all(CodecBench.class, Optional.of("api"));
    System.out.printf(
        "%n%-22s%12s%10s%8s%12s%10s%8s%n",
        "in µs, at most " + Math.round(MICROS_AT_MOST),
        "encode",
        "parse",
        "ratio",
        "decode",
        "parse",
        "ratio");
    all.stream()
        .flatMap(one -> one.parameter().stream())
        .distinct()
        .forEach(api -> {
          System.out.printf("%-22s", api);
          print(all, api, "encode", "parseRequest");
          print(all, api, "decode", "parseAnswer");
          System.out.println();
        });
  }

  private static void print(List<Measured> all, String api, String name, String parse) {
    double micros = Measured.find(all, Optional.of(api), name).nanos() / 1_000;
    double beside = Measured.find(all, Optional.of(api), parse).nanos() / 1_000;
    System.out.printf("%12.2f%10.2f%8.1f", micros, beside, micros / beside);
  }

  @Setup
  public void choose() {
    exchange = SampleExchange.of(api);
    request = encode();
    response = exchange.response();
    if (!(decode() instanceof Outcome.Answered)) {
      throw new IllegalStateException(api + " does not take the sample for an answer");
    }
  }

  @Benchmark
  public WireRequest encode() {
    return exchange.codec().encode(exchange.target(), question, false);
  }

  @Benchmark
  public Outcome decode() {
    return exchange.codec().decode(response);
  }

  @Benchmark
  public JsonNode parseRequest() {
    return mapper.readTree(request.body());
  }

  @Benchmark
  public JsonNode parseAnswer() {
    return mapper.readTree(response.body());
  }
}
