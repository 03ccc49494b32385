package dev.signalbox.router.provider.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.google.GeminiCodec;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.provider.perplexity.PerplexityAgentCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import dev.signalbox.router.provider.responses.OpenAiResponsesCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decoding is total: whatever the bytes, there is an outcome, and half an answer is never one. */
final class DamagedAnswersTest {
  private static final long SEED = 20261123;
  private static final int DAMAGES_PER_FIXTURE = 20;

  /** A larger body tells nothing that the smaller do not, and takes its time. */
  private static final int LARGEST_BODY = 50_000;

  static Stream<Codec> codecs() {
    return Stream.of(
        new AnthropicMessagesCodec("anthropic"),
        new OpenAiChatCodec("openai"),
        new OpenAiResponsesCodec("openai"),
        new GeminiCodec("google"),
        new PerplexityAgentCodec("perplexity"));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void makesSomethingOfEveryDamagedRecording(Codec codec) {
    Random random = new Random(SEED);
    List<Fixture> fixtures =
        Fixtures.in(
                "anthropic", "openai-chat", "compat", "perplexity", "gemini", "openai-responses")
            .stream()
            .filter(fixture -> fixture.body().length() <= LARGEST_BODY)
            .toList();
    assertThat(fixtures).isNotEmpty();
    for (Fixture fixture : fixtures) {
      for (int i = 0; i < DAMAGES_PER_FIXTURE; i++) {
        byte[] damaged = damaged(fixture.body().getBytes(UTF_8), random);
        WireResponse response = fixture.wire(damaged);
        assertThatCode(() -> assertThat(codec.decode(response)).isNotNull())
            .as(() -> fixture.name() + " damaged to " + new String(damaged, UTF_8))
            .doesNotThrowAnyException();
        assertThatCode(() -> codec.requestId(response)).doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void takesNoHalfAnAnswerForAWholeOne(Codec codec) {
    Random random = new Random(SEED);
    List<Fixture> answers =
        Fixtures.in("anthropic", "openai-chat", "openai-responses").stream()
            .filter(fixture -> fixture.status() == 200 && fixture.body().length() <= LARGEST_BODY)
            .toList();
    assertThat(answers).isNotEmpty();
    for (Fixture fixture : answers) {
      byte[] whole = fixture.body().strip().getBytes(UTF_8);
      for (int i = 0; i < DAMAGES_PER_FIXTURE; i++) {
        byte[] half = Arrays.copyOf(whole, random.nextInt(whole.length));
        assertUnusable(codec, half);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void survivesHostileBytes(Codec codec) {
    int length = 4 << 20;
    assertUnusable(codec, new byte[0]);
    assertUnusable(codec, new byte[length]);
    assertUnusable(codec, "null".getBytes(UTF_8));
    assertUnusable(codec, "[]".getBytes(UTF_8));
    assertUnusable(codec, "{}".getBytes(UTF_8));
    assertUnusable(codec, "[".repeat(length).getBytes(UTF_8));
    assertUnusable(codec, "{\"error\":".repeat(length / 9).getBytes(UTF_8));
    assertUnusable(codec, "{\"content\":[".repeat(length / 12).getBytes(UTF_8));
    assertUnusable(codec, ("{\"n\":" + "9".repeat(length) + "}").getBytes(UTF_8));
    assertUnusable(codec, "{\"n\":17551e999999999280612}".getBytes(UTF_8));
    assertUnusable(codec, "<html><body>502 Bad Gateway</body></html>".getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void keepsTheLineAboutAHugeErrorShort(Codec codec) {
    String message = "try again in " + "1s".repeat(1 << 15) + " \u0000\n";
    byte[] body = ("{\"error\":{\"message\":" + Fixtures.quoted(message) + "}}").getBytes(UTF_8);
    for (int status = 100; status < 600; status++) {
      String outcome = codec.decode(new WireResponse(status, Map.of(), body)).toString();
      assertThat(outcome).hasSizeLessThan(700).doesNotContain("\n", "\u0000");
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void countsNothingThatIsNoCount(Codec codec) {
    String body =
        """
        {"model":7,"content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn",\
        "choices":[{"message":{"content":"Hi","tool_calls":7},"finish_reason":"stop"}],\
        "output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}],\
        "usage":{"input_tokens":-1,"output_tokens":1e999999999,"cache_read_input_tokens":"9",\
        "prompt_tokens":99999999999999999999,"completion_tokens":1.5,"cost":1e-999999999,\
        "prompt_tokens_details":{"cached_tokens":9223372036854775807},\
        "input_tokens_details":{"cached_tokens":9223372036854775807}},\
        "candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}],\
        "usageMetadata":{"promptTokenCount":-1,"candidatesTokenCount":1e999999999}}\
        """;

    assertThat(codec.decode(new WireResponse(200, Map.of(), body.getBytes(UTF_8))))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answer -> {
              assertThat(answer.reply().text()).isEqualTo("Hi");
              assertThat(answer.reply().usage().input()).isZero();
              assertThat(answer.reply().usage().output()).isZero();
              assertThat(answer.reply().reportedCost()).isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsNoAnswerOfMorePiecesThanAnyReallyHas(Codec codec) {
    String answer =
        """
        {"content":[{"type":"text","text":"Hi"}],"choices":[{"message":{"content":"Hi"}}],\
        "output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}],\
        "candidates":[{"content":{"parts":[{"text":"Hi"}]}}],"n":[%s{}]}\
        """;
    byte[] some = answer.formatted("{},".repeat(1_000)).getBytes(UTF_8);
    byte[] tooMany = answer.formatted("{},".repeat(1_000_000)).getBytes(UTF_8);

    assertThat(codec.decode(new WireResponse(200, Map.of(), some)))
        .isInstanceOf(Outcome.Answered.class);
    assertUnusable(codec, tooMany);
  }

  private static void assertUnusable(Codec codec, byte[] body) {
    assertThat(codec.decode(new WireResponse(200, Map.of(), body)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(Fault.UNUSABLE_ANSWER));
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(bytes, from);
      case 1 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
      case 2 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
      case 3 -> {
        byte[] noise = new byte[to - from];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, from, noise.length);
        yield bytes;
      }
      default -> typesSwapped(new String(bytes, UTF_8), random).getBytes(UTF_8);
    };
  }

  /** Values of another type than expected: what a provider's change of mind looks like. */
  static String typesSwapped(String json, Random random) {
    List<String> values = List.of("null", "true", "-1", "1e400", "\"x\"", "[]", "{}", "[[{}]]");
    String[] fields = json.split("(?<=\":)", -1);
    int place = random.nextInt(fields.length);
    String value = values.get(random.nextInt(values.size()));
    fields[place] = fields[place].replaceFirst("^\\s*(\"[^\"]*\"|[\\w.+-]+|\\[\\]|\\{\\})", value);
    return String.join("", fields);
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }
}
