package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.google.GeminiCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Gemini codec against every recorded stream, those that came as JSON arrays among them. */
final class GeminiStreamsTest {
  private static final String CANCELLED =
      "error-stream-firebase-streaming-failure-error-mid-stream.json#0";

  /**
   * Taken from the recordings with a script of a few lines that knows no code of ours: end, input,
   * output and reasoning tokens (as they follow from the recorded counts), lengths of text and
   * reasoning, tool calls, number of sources.
   */
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry(
              "citations-google-model-web-fetch-tool-stream.json#0",
              "DONE 4642 62 37, 37 and 0, [], 1"),
          Map.entry(
              "reasoning-stream-streaming-reasoning.json#0",
              "DONE 11 1416 713, 2680 and 630, [], 0"),
          Map.entry(
              "refusal-firebase-streaming-failure-recitation-no-content.json#0",
              "CONTENT_FILTER 9 261 0, 40 and 0, [], 2"),
          Map.entry(
              "stream-text-firebase-streaming-success-empty-parts.json#0",
              "DONE 16 1307 0, 66 and 0, [], 0"),
          Map.entry(
              "stream-text-gemini-token-accounting-correctly-sums-candidatestokencount.json#0",
              "DONE 13 208 137, 201 and 0, [], 0"),
          Map.entry(
              "stream-text-streaming-responses-gemini-gemini-2-5-flash-supports-streami.json#0",
              "DONE 8 27 20, 7 and 0, [], 0"),
          Map.entry(
              "tool-call-tools.json#0",
              "TOOL_CALLS 32 54 42, 0 and 236, [pelican_name_generator {}], 0"),
          Map.entry(
              "tool-call-tools.json#1",
              "TOOL_CALLS 105 13 0, 0 and 0, [pelican_name_generator {}], 0"),
          Map.entry("tool-call-tools.json#2", "DONE 137 6 0, 28 and 0, [], 0"),
          Map.entry(
              "tool-stream-gemini-gemini-2-5-flash-can-use-tools-with.json#0",
              "TOOL_CALLS 103 73 43, 0 and 0,"
                  + " [weather {\"latitude\":\"52.5200\",\"longitude\":\"13.4050\"}], 0"),
          Map.entry(
              "tool-stream-gemini-gemini-2-5-flash-can-use-tools-with.json#1",
              "DONE 233 21 0, 53 and 0, [], 0"),
          Map.entry(
              "tool-stream-gemini-gemini-2-5-flash-can-use-tools-with.json#2",
              "TOOL_CALLS 238 29 0, 0 and 0,"
                  + " [weather {\"longitude\":\"2.3514\",\"latitude\":\"48.8575\"}], 0"),
          Map.entry(
              "tool-stream-gemini-gemini-2-5-flash-can-use-tools-with.json#3",
              "DONE 323 95 74, 52 and 0, [], 0"),
          Map.entry(
              "tool-stream-streaming-reasoning-with-multiple-tool-calls.json#0",
              "TOOL_CALLS 71 126 93, 0 and 0, [get_weather {\"location\":\"Boston\"},"
                  + " get_weather {\"location\":\"New Delhi\"}], 0"));

  private final GeminiCodec codec = new GeminiCodec("google");

  @Test
  void readsEveryStreamAsItsEventsSpellIt() {
    Map<String, String> read =
        all().stream()
            .filter(fixture -> !fixture.name().equals(CANCELLED))
            .collect(Collectors.toMap(Fixture::name, it -> summary(answer(it))));

    assertThat(read).isEqualTo(ANSWERS);
  }

  @Test
  void takesAnErrorThatStandsBareInAStreamForItsEnd() {
    PlayedStream played = PlayedStream.of(codec, fixture(CANCELLED));

    assertThat(played.stream().ended()).isTrue();
    assertThat(played.stream().outcome())
        .isEqualTo(
            new Outcome.Failed(
                Fault.SERVER_ERROR,
                "an error inside a success, 499 CANCELLED: The operation was cancelled.",
                Optional.empty(),
                true));
    assertThat(played.stream().soFar().text()).isEqualTo("First Second ");
  }

  @Test
  void isCutUnlessAResponseSaidWhyItEnded() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(
            it -> PlayedStream.assertCutBeforeItsEnd(codec, it, GeminiStreamsTest::tellsTheEnd));
  }

  @Test
  void endsWithTheResponseThatTellsTheUsageToo() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(
            fixture -> assertThat(PlayedStream.of(codec, fixture).stream().ended()).isTrue());
  }

  @Test
  void doesNotMindHowTheBytesCome() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(it -> PlayedStream.assertTheSameHoweverItsBytesCome(codec, it));
  }

  @Test
  void tellsInPiecesWhatTheReplySays() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(it -> PlayedStream.of(codec, it).assertPiecesSpellTheReply(it.name()));
  }

  @Test
  void makesSomethingOfEveryDamagedStream() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(it -> PlayedStream.assertSurvivesDamage(codec, it, 100));
  }

  private Reply answer(Fixture fixture) {
    if (!isArray(fixture)) {
      return PlayedStream.of(codec, fixture).answer();
    }
    return ((Outcome.Answered) codec.decode(fixture.wire())).reply();
  }

  private static boolean tellsTheEnd(ServerEvent event) {
    return event.data().contains("\"finishReason\"") || event.data().contains("\"error\"");
  }

  private static String summary(Reply reply) {
    Usage usage = reply.usage();
    assertThat(usage.cacheRead()).isZero();
    assertThat(reply.finish()).isNotEqualTo(FinishReason.OTHER);
    return "%s %d %d %d, %d and %d, %s, %d"
        .formatted(
            reply.finish(),
            usage.input(),
            usage.output(),
            usage.reasoning(),
            reply.text().length(),
            reply.reasoning().length(),
            reply.toolCalls().stream().map(GeminiStreamsTest::call).toList(),
            reply.citedUrls().size());
  }

  private static String call(Part.ToolCall call) {
    return call.name() + " " + call.arguments();
  }

  private static boolean isArray(Fixture fixture) {
    return fixture.body().stripLeading().startsWith("[");
  }

  private static Fixture fixture(String name) {
    return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Fixture> streams() {
    return all().stream().filter(fixture -> !isArray(fixture)).toList();
  }

  private static List<Fixture> all() {
    return Fixtures.in("gemini").stream()
        .filter(fixture -> fixture.status() == 200 && fixture.isStream())
        .toList();
  }
}
