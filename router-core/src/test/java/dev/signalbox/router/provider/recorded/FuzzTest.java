package dev.signalbox.router.provider.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.EventStreamParser;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.table.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random and mutated bytes into each codec and the parser of event streams: an outcome whatever
 * comes, no exception, and memory in proportion to the bytes. It takes five seconds a codec; {@code
 * -Dsignalbox.fuzz=PT10M} makes it ten minutes a codec, {@code -Dsignalbox.fuzz.seed=N} repeats a
 * run whose seed was printed.
 */
final class FuzzTest {
  private static final Duration TIME = Duration.parse(System.getProperty("signalbox.fuzz", "PT5S"));

  /** Parsing a tree and folding it takes this much for a byte at most, and this much to begin. */
  private static final long MOST_BYTES_A_BYTE = 4_000;

  private static final long MOST_BYTES_TO_BEGIN = 4L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<Integer> STATUSES =
      List.of(200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 413, 429, 500, 503, 529);

  static Stream<Codec> codecs() {
    return DamagedAnswersTest.codecs();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void comesToAnOutcomeWithoutAnExceptionAndInLittleMemory(Codec codec) throws IOException {
    long seed = Long.getLong("signalbox.fuzz.seed", ThreadLocalRandom.current().nextLong());
    Random random = new Random(seed);
    Mutator mutator = new Mutator(random, seeds());
    long end = System.nanoTime() + TIME.toNanos();
    long inputs = 0;
    double dearest = 0;
    while (System.nanoTime() < end) {
      byte[] bytes = mutator.next();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        tryAll(codec, bytes, random);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "seed %d, input %d, kept in %s".formatted(seed, inputs, keep(bytes)), e);
      }
      long used = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (used > MOST_BYTES_TO_BEGIN + MOST_BYTES_A_BYTE * bytes.length) {
        throw new AssertionError(
            "%d bytes used for %d, kept in %s".formatted(used, bytes.length, keep(bytes)));
      }
      if (bytes.length > 1_000) {
        dearest = Math.max(dearest, (double) used / bytes.length);
      }
      inputs++;
    }
    System.out.printf(
        "fuzz %s: %,d inputs, seed %d; at most %.0f bytes of memory in all for one of input%n",
        codec.getClass().getSimpleName(), inputs, seed, dearest);
    assertThat(inputs).isPositive();
  }

  private static void tryAll(Codec codec, byte[] bytes, Random random) {
    int status = STATUSES.get(random.nextInt(STATUSES.size()));
    WireResponse whole = new WireResponse(status, headers(random), bytes);
    check(codec, codec.decode(whole));
    codec.requestId(whole);
    codec.headroom(whole);
    AnswerStream stream = codec.stream(new WireResponse(200, headers(random), new byte[0]));
    EventStreamParser parser =
        new EventStreamParser(event -> {
          if (!stream.ended()) {
            assertThat(stream.take(event)).isNotNull();
          }
        });
    int from = 0;
    while (from < bytes.length) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(2_000));
      parser.feed(bytes, from, to);
      from = to;
    }
    parser.end();
    check(codec, stream.outcome());
    assertThat(stream.soFar()).isNotNull();
  }

  /** An answer can be gone on from: the next turn is a request in JSON. */
  private static void check(Codec codec, Outcome outcome) {
    assertThat(outcome).isNotNull();
    if (outcome instanceof Outcome.Answered(Reply reply)) {
      reply.message().ifPresent(said -> checkNextTurn(codec, said));
    }
  }

  private static void checkNextTurn(Codec codec, Message said) {
    ChatRequest next = ChatRequest.of(Message.user("Go on."), said, Message.user("Go on."));
    byte[] body = codec.encode(Target.of("p", "m"), next, false).body();
    assertThat(MAPPER.readTree(body).isObject()).isTrue();
  }

  private static Map<String, List<String>> headers(Random random) {
    List<String> values =
        List.of(
            "0",
            "-1",
            "1.5",
            "soon",
            "",
            "99999999999999999999",
            "2m7.93s",
            "\u00e9",
            "Wed, 25 Nov 2026 12:00:00 GMT",
            "2026-11-25T12:00:00Z");
    String value = values.get(random.nextInt(values.size()));
    return Map.of(
        "retry-after", List.of(value),
        "x-ratelimit-remaining-tokens", List.of(value),
        "x-ratelimit-reset-requests", List.of(value),
        "anthropic-ratelimit-requests-reset", List.of(value),
        "x-ratelimit-reset", List.of(value),
        "date", List.of("Wed, 25 Nov 2026 11:59:58 GMT"));
  }

  /** Every recorded answer, where there are recordings; a few written by hand anywhere. */
  private static List<byte[]> seeds() {
    Stream<byte[]> byHand =
        Stream.of(
                """
                {"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"usage":{}}\
                """,
                "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n\n",
                "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\"}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}",
                "{\"output\":[{\"type\":\"message\",\"content\":[]}],\"status\":\"completed\"}")
            .map(text -> text.getBytes(UTF_8));
    return Stream.concat(byHand, recorded()).toList();
  }

  private static Stream<byte[]> recorded() {
    return Optional.of(Path.of(System.getProperty("signalbox.shared", "../shared"), "fixtures"))
        .filter(Files::isDirectory)
        .stream()
        .flatMap(_ ->
            Fixtures.in(
                "anthropic", "openai-chat", "openai-responses", "gemini", "perplexity", "compat")
                .stream())
        .map(fixture -> fixture.body().getBytes(UTF_8))
        .filter(body -> body.length < 60_000);
  }

  private static Path keep(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile("fuzz", ".bytes"), bytes);
  }
}
