package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Anthropic codec against every recorded stream of the Messages API. */
final class AnthropicStreamsTest {
  private static final String OVERLOADED = "error-stream-anthropic-midstream-overloaded-b.json#0";

  /**
   * Taken from the recordings with a script of a few lines that knows no code of ours: end, input,
   * cache read, output and reasoning tokens, lengths of text and reasoning, tool calls.
   */
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("fallback-anthropic-fallback-stream.json#0", "DONE 412 0 264 0, 66 and 0, []"),
          Map.entry(
              "length-anthropic-completion-stream-cache-read.json#0",
              "LENGTH 11 1031 100 0, 496 and 0, []"),
          Map.entry(
              "reasoning-stream-async-anthropic-thinking-streaming.json#0",
              "DONE 52 0 238 0, 108 and 428, []"),
          Map.entry("reasoning-stream-parts-thinking.json#0", "DONE 46 0 234 0, 93 and 674, []"),
          Map.entry(
              "reasoning-stream-with-extended-thinking-anthropic-claude-haiku-4-5-streams-th.json#0",
              "DONE 80 0 638 353, 1253 and 1476, []"),
          Map.entry("schema-prompt.json#0", "DONE 230 0 94 0, 371 and 0, []"),
          Map.entry(
              "stream-text-streaming-responses-anthropic-claude-haiku-4-5-reports-consi.json#0",
              "DONE 15 0 9 0, 5 and 0, []"),
          Map.entry("stream-text-v1-messages-11997f5f60ca.json#0", "DONE 19 0 36 0, 147 and 0, []"),
          Map.entry(
              "tool-stream-fixed-version-tool-chain-with-thinking-display-regression.json#0",
              "TOOL_CALLS 598 0 92 53, 0 and 180, [fixed_version {}]"),
          Map.entry(
              "tool-stream-fixed-version-tool-chain-with-thinking-display-regression.json#1",
              "DONE 707 0 89 0, 278 and 0, []"),
          Map.entry(
              "tool-stream-stream-events-tool-calls.json#0",
              "TOOL_CALLS 543 0 40 0, 0 and 0, [pelican_name_generator {}]"),
          Map.entry(
              "tool-stream-tools.json#0",
              "TOOL_CALLS 542 0 62 0, 0 and 0,"
                  + " [pelican_name_generator {}, pelican_name_generator {}]"),
          Map.entry("tool-stream-tools.json#1", "DONE 678 0 82 0, 300 and 0, []"));

  private final AnthropicMessagesCodec codec = new AnthropicMessagesCodec("anthropic");

  @Test
  void readsEveryStreamAsItsEventsSpellIt() {
    Map<String, String> read =
        streams().stream()
            .filter(fixture -> !fixture.name().equals(OVERLOADED))
            .collect(
                Collectors.toMap(
                    Fixture::name, it -> summary(PlayedStream.of(codec, it).answer())));

    assertThat(read).isEqualTo(ANSWERS);
  }

  @Test
  void saysTheSameStreamedAsWhole() {
    String both = "stream-text-streaming-responses-anthropic-claude-haiku-4-5-reports-consi.json#";
    Reply streamed = PlayedStream.of(codec, fixture(both + 0)).answer();

    assertThat(codec.decode(fixture(both + 1).wire())).isEqualTo(new Outcome.Answered(streamed));
  }

  @Test
  void namesTheModelThatAnsweredAfterAnthropicFellBackItself() {
    Reply reply =
        PlayedStream.of(codec, fixture("fallback-anthropic-fallback-stream.json#0")).answer();

    assertThat(reply.served().model()).isEqualTo("claude-opus-4-8");
    assertThat(reply.text())
        .isEqualTo("The printing press was invented by Johannes Gutenberg around 1440.");
  }

  @Test
  void takesAnErrorThatEndsAStreamForWhatItSays() {
    PlayedStream played = PlayedStream.of(codec, fixture(OVERLOADED));

    assertThat(played.stream().ended()).isTrue();
    assertThat(played.stream().outcome())
        .isEqualTo(
            new Outcome.Failed(
                Fault.OVERLOADED,
                "an error inside a success, 529 overloaded_error: Overloaded",
                Optional.empty(),
                true));
    assertThat(played.stream().soFar().text()).isEqualTo("**");
    assertThat(played.stream().soFar().usage()).isEqualTo(new Usage(17, 0, 0, 1, 0));
  }

  @Test
  void endsWithTheLastEventAndNotBefore() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(fixture -> {
          assertThat(PlayedStream.of(codec, fixture).stream().ended()).isTrue();
          PlayedStream.assertCutBeforeItsEnd(codec, fixture, AnthropicStreamsTest::ends);
        });
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

  private static boolean ends(ServerEvent event) {
    return event.name().equals("message_stop") || event.name().equals("error");
  }

  private static String summary(Reply reply) {
    Usage usage = reply.usage();
    return "%s %d %d %d %d, %d and %d, %s"
        .formatted(
            reply.finish(),
            usage.input(),
            usage.cacheRead(),
            usage.output(),
            usage.reasoning(),
            reply.text().length(),
            reply.reasoning().length(),
            reply.toolCalls().stream().map(AnthropicStreamsTest::call).toList());
  }

  private static String call(Part.ToolCall call) {
    return call.name() + " " + call.arguments();
  }

  private static Fixture fixture(String name) {
    return Fixtures.in("anthropic").stream()
        .filter(fixture -> fixture.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Fixture> streams() {
    return Fixtures.in("anthropic").stream()
        .filter(fixture -> fixture.api().equals("messages") && fixture.isStream())
        .toList();
  }
}
