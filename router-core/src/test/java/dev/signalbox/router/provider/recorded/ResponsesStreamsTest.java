package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import dev.signalbox.router.provider.responses.OpenAiResponsesCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The codec of OpenAI's Responses against every recorded stream. */
final class ResponsesStreamsTest {
  private static final String OVERLOADED = "error-stream-openai-responses-failed-only.json#0";
  private static final String TOO_LARGE = "error-stream-stream-rate-limited.json#0";
  private static final String REASONED = "reasoning-stream-openai-responses-post-aaef3e68.json#0";
  private static final String FILE_SEARCH =
      "citations-openai-responses-model-file-search-tool-stream.json#0";

  /**
   * Taken from the deltas and last events of the recordings with a script of a few lines that knows
   * no code of ours: end, input, cache read, output and reasoning tokens, lengths of text and
   * reasoning, tool calls.
   */
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry(FILE_SEARCH, "DONE 1177 0 37 0, 31 and 0, []"),
          Map.entry("length-response-stream-incomplete.json#0", "LENGTH 0 0 0 0, 76 and 0, []"),
          Map.entry(REASONED, "DONE 20 0 166 128, 51 and 399, []"),
          Map.entry(
              "reasoning-stream-streaming-responses-openai-gpt-5-nano-supports-streaming-res.json#0",
              "DONE 13 0 284 256, 7 and 0, []"),
          Map.entry(
              "stream-text-responses-create-streaming-user-exception-content-mode0.json#0",
              "DONE 22 0 13 0, 45 and 0, []"),
          Map.entry(
              "stream-text-streaming-responses-openai-gpt-5-nano-reports-consistent-tok.json#0",
              "DONE 14 0 8 0, 7 and 0, []"),
          Map.entry(
              "tool-stream-music-composer-handoff-hierarchy.json#0",
              "TOOL_CALLS 75 0 16 0, 0 and 0, [transfer_to_symphony_composer {}]"),
          Map.entry(
              "tool-stream-music-composer-handoff-hierarchy.json#1",
              "TOOL_CALLS 119 0 38 0, 0 and 0, [compose_music"
                  + " {\"style\":\"symphony\",\"key\":\"D major\"}]"),
          Map.entry(
              "tool-stream-music-composer-handoff-hierarchy.json#2",
              "DONE 157 0 30 0, 127 and 0, []"),
          Map.entry(
              "tool-stream-response-function-call-streamed.json#0",
              "TOOL_CALLS 75 0 23 0, 0 and 0, [get_current_weather"
                  + " {\"location\":\"Boston, MA\",\"unit\":\"celsius\"}]"));

  private final OpenAiResponsesCodec codec = new OpenAiResponsesCodec("recorded");

  @Test
  void readsEveryStreamAsItsEventsSpellIt() {
    Map<String, String> read =
        streams().stream()
            .filter(fixture -> ANSWERS.containsKey(fixture.name()))
            .collect(Collectors.toMap(Fixture::name, it -> summary(answer(it))));

    assertThat(read).isEqualTo(ANSWERS);
    assertThat(streams()).hasSize(ANSWERS.size() + 2);
    System.out.printf("fixtures of Responses: %d streams read, 0 unreadable%n", read.size());
  }

  @Test
  void knowsTheWordsOfSome() {
    assertThat(answer(fixture(REASONED)).text())
        .isEqualTo("The number is 9, since 1 + x = 10 ⇒ x = 10 − 1 = 9.");
    assertThat(answer(fixture(REASONED)).reasoning()).startsWith("**Solving for the number**\n\n");
    assertThat(answer(fixture(FILE_SEARCH)))
        .satisfies(reply -> {
          assertThat(reply.text()).isEqualTo("The capital of France is Paris.");
          assertThat(reply.citations())
              .containsExactly(
                  new Citation(Optional.empty(), Optional.of("tmp8l5_2pzy.txt"), Optional.empty()));
          assertThat(reply.served().model()).isEqualTo("gpt-4o-2024-08-06");
        });
  }

  @Test
  void takesAnErrorInsideASuccessForWhatItSays() {
    assertThat(PlayedStream.of(codec, fixture(TOO_LARGE)).stream().outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(Fault.REQUEST_TOO_LARGE);
              assertThat(failed.againHere()).isFalse();
            });
    assertThat(PlayedStream.of(codec, fixture(OVERLOADED)).stream().outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(Fault.OVERLOADED);
              assertThat(failed.againHere()).isTrue();
              assertThat(failed.detail())
                  .startsWith("an error inside a success, 503 server_is_overloaded: Our servers");
            });
  }

  @Test
  void endsWithTheLastEventAndNotBefore() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(fixture -> {
          AnswerStream whole = PlayedStream.of(codec, fixture).stream();
          assertThat(whole.ended()).isTrue();
          PlayedStream.assertCutBeforeItsEnd(codec, fixture, ResponsesStreamsTest::ends);
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
        .allSatisfy(it -> PlayedStream.assertSurvivesDamage(codec, it, 30));
  }

  private static boolean ends(ServerEvent event) {
    String data = event.data();
    return data.contains("\"response.completed\"")
        || data.contains("\"response.incomplete\"")
        || data.contains("\"response.failed\"")
        || data.contains("\"type\":\"error\"");
  }

  private Reply answer(Fixture fixture) {
    return PlayedStream.of(codec, fixture).answer();
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
            reply.toolCalls().stream().map(ResponsesStreamsTest::call).toList());
  }

  private static String call(Part.ToolCall call) {
    return call.name() + " " + call.arguments();
  }

  private static Fixture fixture(String name) {
    return streams().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Fixture> streams() {
    return Fixtures.in("openai-responses").stream().filter(Fixture::isStream).toList();
  }
}
