package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAI codec against every recorded stream of Chat Completions, whoever sent it. */
final class OpenAiChatStreamsTest {
  private static final String REQUIRED_TOOL =
      "groq-error-stream-tool-use-failed-error-streaming-with-text.json#0";
  private static final String UPSTREAM_ERROR =
      "openrouter-error-stream-openrouter-stream-error.json#0";

  /**
   * Taken from the recordings with a script of a few lines that knows no code of ours: end, input,
   * cache read, output and reasoning tokens, lengths of text and reasoning, tool calls.
   */
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("azure-stream-text-azure-model-router.json#0", "DONE 15 0 78 64, 19 and 0, []"),
          Map.entry(
              "deepseek-length-deepseek-stream-max-tokens.json#0", "DONE 7 0 85 0, 373 and 0, []"),
          Map.entry(
              "groq-error-stream-tool-use-failed-error-streaming-with-text.json#1",
              "TOOL_CALLS 343 0 180 153, 0 and 727, [final_result {\"response\":\"no\"}]"),
          Map.entry("groq-stream-text-chat-streaming.json#0", "DONE 18 0 73 0, 277 and 0, []"),
          Map.entry(
              "mistral-reasoning-stream-mistral-hybrid-reasoning-streams-thinking-separately-from-co.json#0",
              "DONE 31 0 66 0, 3 and 174, []"),
          Map.entry(
              "mistral-stream-text-streaming-responses-mistral-mistral-small-latest-reports-con.json#0",
              "DONE 22 0 8 0, 7 and 0, []"),
          Map.entry(
              "mistral-tool-stream-synchronous-streaming-chat-completions-with-tool-call-respon.json#0",
              "TOOL_CALLS 96 0 23 0, 0 and 0, [get_weather {\"city\": \"San Francisco\"}]"),
          Map.entry(
              "ollama-reasoning-stream-streaming-responses-ollama-cloud-gpt-oss-120b-supports-strea.json#0",
              "DONE 74 0 53 0, 9 and 119, []"),
          Map.entry(
              "ollama-tool-stream-ollama-cloud-gpt-oss-120b-can-use-tools-wit.json#0",
              "TOOL_CALLS 169 0 55 0, 0 and 81, [weather {\"latitude\":\"52.5200\",\"longitude\":\"13.4050\"}]"),
          Map.entry(
              "ollama-tool-stream-ollama-cloud-gpt-oss-120b-can-use-tools-wit.json#1",
              "DONE 252 0 45 0, 102 and 0, []"),
          Map.entry(
              "ollama-tool-stream-ollama-cloud-gpt-oss-120b-can-use-tools-wit.json#2",
              "TOOL_CALLS 300 0 45 0, 0 and 61, [weather {\"latitude\":\"48.8575\",\"longitude\":\"2.3514\"}]"),
          Map.entry(
              "ollama-tool-stream-ollama-cloud-gpt-oss-120b-can-use-tools-wit.json#3",
              "DONE 380 0 45 0, 100 and 0, []"),
          Map.entry(
              "openrouter-reasoning-stream-openrouter-streaming-reasoning.json#0",
              "DONE 13 0 1003 0, 446 and 1425, []"),
          Map.entry(
              "vllm-length-trace-propagation-stream-async-chatopenai.json#0",
              "LENGTH 0 0 0 0, 50 and 0, []"),
          Map.entry(
              "zai-reasoning-stream-zai-thinking-stream.json#0",
              "DONE 13 0 564 561, 1 and 2173, []"),
          Map.entry("stream-text-completions-90ff0ffd3a89.json#0", "DONE 25 0 40 0, 106 and 0, []"),
          Map.entry("stream-text-llama-index-chat-stream.json#0", "DONE 0 0 0 0, 34 and 0, []"),
          Map.entry(
              "tool-stream-open-ai-function-calls-tools-streaming-parallel.json#0",
              "TOOL_CALLS 0 0 0 0, 0 and 0, [get_current_weather {\"location\": \"San Francisco\"}, get_current_weather {\"location\": \"Boston\"}]"),
          Map.entry(
              "tool-stream-open-ai-function-calls-tools-streaming-parallel.json#1",
              "TOOL_CALLS 0 0 0 0, 0 and 0, [get_current_weather {\"location\": \"San Francisco\"}, get_current_weather {\"location\": \"Boston\"}]"),
          Map.entry(
              "tool-stream-tool-use-basic.json#0",
              "TOOL_CALLS 54 0 20 0, 0 and 0, [multiply {\"a\":1231,\"b\":2331}]"),
          Map.entry("tool-stream-tool-use-basic.json#1", "DONE 87 0 26 0, 56 and 0, []"),
          Map.entry(
              "citations-streaming-responses-perplexity-sonar-supports-streaming-resp.json#0",
              "DONE 8 0 5 0, 5 and 0, []"));

  private final OpenAiChatCodec codec = new OpenAiChatCodec("recorded");

  @Test
  void readsEveryStreamAsItsChunksSpellIt() {
    Map<String, String> read =
        streams().stream()
            .filter(fixture -> ANSWERS.containsKey(fixture.name()))
            .collect(
                Collectors.toMap(
                    Fixture::name, it -> summary(PlayedStream.of(codec, it).answer())));

    assertThat(read).isEqualTo(ANSWERS);
    assertThat(streams()).hasSize(ANSWERS.size() + 2);
    System.out.printf("fixtures of Chat Completions: %d streams read, 0 unreadable%n", read.size());
  }

  @Test
  void knowsTheWordsOfSome() {
    assertThat(
            text(
                "mistral-reasoning-stream-mistral-hybrid-reasoning-streams-thinking-separately-from-co.json#0"))
        .isEqualTo("144");
    assertThat(text("azure-stream-text-azure-model-router.json#0"))
        .isEqualTo("Capital of Denmark.");
    assertThat(
            text(
                "ollama-reasoning-stream-streaming-responses-ollama-cloud-gpt-oss-120b-supports-strea.json#0"))
        .isEqualTo("1  \n2  \n3");
  }

  @Test
  void readsPagesAndMoneyOfTheRetiredSonar() {
    Reply reply =
        reply("citations-streaming-responses-perplexity-sonar-supports-streaming-resp.json#0");

    assertThat(reply.text()).isEqualTo("1 2 3");
    assertThat(reply.reportedCost()).contains(new BigDecimal("0.00501"));
    assertThat(reply.citedUrls())
        .hasSize(8)
        .startsWith("https://www.youtube.com/watch?v=gJEC9-B37KI");
    assertThat(reply.citations().getLast().title()).contains("Numbers 1-3 | TinyTap");
  }

  @Test
  void takesAnErrorEventForWhatItSays() {
    PlayedStream played = PlayedStream.of(codec, fixture(REQUIRED_TOOL));

    assertThat(played.stream().ended()).isTrue();
    assertThat(played.stream().outcome())
        .isEqualTo(
            new Outcome.Failed(
                Fault.UNUSABLE_ANSWER,
                "an error inside a success, 400 tool_use_failed: Tool choice is required, but model"
                    + " did not call a tool",
                Optional.empty(),
                false));
    assertThat(played.stream().soFar().text()).isEqualTo("maybe");
  }

  @Test
  void takesAnErrorInAChunkForWhatItSaysThoughTheMarkOfTheEndFollows() {
    PlayedStream played = PlayedStream.of(codec, fixture(UPSTREAM_ERROR));

    assertThat(played.stream().outcome())
        .isEqualTo(new Outcome.Rejected(400, "400: Token limit reached"));
  }

  @Test
  void endsWithTheMarkOfTheEndAndNotBefore() {
    assertThat(streams())
        .isNotEmpty()
        .allSatisfy(fixture -> {
          assertThat(PlayedStream.of(codec, fixture).stream().ended()).isTrue();
          PlayedStream.assertCutBeforeItsEnd(codec, fixture, OpenAiChatStreamsTest::ends);
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
    return event.data().equals("[DONE]")
        || event.data().contains("\"error\":{")
        || event.data().contains("chat.completion.done");
  }

  private String text(String name) {
    return reply(name).text();
  }

  private Reply reply(String name) {
    return PlayedStream.of(codec, fixture(name)).answer();
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
            reply.toolCalls().stream().map(OpenAiChatStreamsTest::call).toList());
  }

  private static String call(Part.ToolCall call) {
    return call.name() + " " + call.arguments();
  }

  private static Fixture fixture(String name) {
    return streams().stream()
        .filter(fixture -> fixture.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Fixture> streams() {
    return Fixtures.in("openai-chat", "compat", "perplexity").stream()
        .filter(fixture -> fixture.api().equals("chat") && fixture.isStream())
        .toList();
  }
}
