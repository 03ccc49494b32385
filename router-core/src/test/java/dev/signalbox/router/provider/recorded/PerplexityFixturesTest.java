package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.perplexity.PerplexityAgentCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The codec of Perplexity's Agent API against every recorded exchange, streams included. */
final class PerplexityFixturesTest {
  private static final String PYTHON = "citations-agent-fast-python-version.json#0";
  private static final String STREAM = "citations-agent-fast-web-search-stream.json#0";

  /** Read by a person from the recordings: outcome, whether and when to ask again, request id. */
  private static final Map<String, String> ERRORS =
      Map.of(
          "error-400-agent-400-empty-input.json#0", "rejected 400, none",
          "error-400-agent-400-schema-root.json#0", "rejected 400, none",
          "error-401-agent-401-unauthenticated.json#0", "ACCESS_DENIED next, none",
          "error-403-perplexity-403-sonar-retired-chat.json#0", "MODEL_UNAVAILABLE next, none",
          "error-404-agent-404-not-stored.json#0", "MODEL_UNAVAILABLE next, none",
          "error-429-perplexity-429-rate-limit.json#0", "RATE_LIMITED here, none");

  private final PerplexityAgentCodec codec = new PerplexityAgentCodec("recorded");

  @Test
  void readsAnAnswerWithItsSourcesAndItsPrice() {
    Reply reply = reply(PYTHON);

    assertThat(reply.text())
        .isEqualTo(
            "Python 3.14.8 is the current stable release, released September 30, 2026.[1][3]");
    assertThat(reply.finish()).isEqualTo(FinishReason.DONE);
    assertThat(reply.usage()).isEqualTo(new Usage(3, 1780, 1643, 30, 0, 0, 1));
    assertThat(reply.reportedCost()).contains(new BigDecimal("0.00125"));
    assertThat(reply.served().model()).isEqualTo("openai/gpt-6-luna");
    assertThat(reply.citedUrls())
        .hasSize(10)
        .startsWith(
            "https://www.python.org/doc/versions/",
            "https://www.python.org/downloads/",
            "https://en.wikipedia.org/wiki/Python_code");
    assertThat(reply.citations().getFirst().title()).contains("Python documentation by version");
    assertThat(reply.citations().getFirst().quote().orElse("")).startsWith("### Python 3.14");
  }

  @Test
  void readsJsonThatRefersToNothing() {
    Reply reply = reply("citations-agent-structured-output.json#0");

    assertThat(reply.text()).isEqualTo("{\"city\":\"Paris\",\"population\":2050000}");
    assertThat(reply.usage()).isEqualTo(new Usage(3, 0, 3657, 18, 0, 0, 1));
    assertThat(reply.reportedCost()).contains(new BigDecimal("0.00147"));
    assertThat(reply.citedUrls())
        .containsExactly(
            "https://www.britannica.com/place/France",
            "https://www.countryreports.org/country/France");
  }

  @Test
  void takesABudgetSpentOnReasoningForAnIncompleteAnswer() {
    Reply reply = reply("length-agent-incomplete-max-output-tokens.json#0");

    assertThat(reply.finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(reply.text()).isEmpty();
    assertThat(reply.usage()).isEqualTo(new Usage(39, 0, 0, 16, 16));
  }

  @Test
  void takesAnAnswerThatIsNotThereYetForNone() {
    assertThat(codec.decode(fixture("background-agent-background-queued.json#0").wire()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(Fault.UNUSABLE_ANSWER));
  }

  @Test
  void readsEveryErrorAsAPersonWould() {
    assertThat(Verdict.onErrors(codec, all())).containsExactlyInAnyOrderEntriesOf(ERRORS);
  }

  @Test
  void readsHeadroomAndRequestIdFromTheHeaders() {
    Fixture fixture = fixture(PYTHON);

    assertThat(codec.requestId(fixture.wire())).contains("1fbf7849-2f7e-4946-ab3c-7cd0f2e6f3be");
    // From 19:07:20 to the reset at 19:07:21.
    assertThat(codec.headroom(fixture.wire()))
        .isEqualTo(
            new Headroom(
                OptionalLong.of(49), OptionalLong.empty(), Optional.of(Duration.ofSeconds(1))));
  }

  @Test
  void readsAStreamAsItsLastEventHasIt() {
    PlayedStream played = PlayedStream.of(codec, fixture(STREAM));
    Reply reply = played.answer();

    assertThat(played.stream().ended()).isTrue();
    assertThat(reply.text())
        .startsWith("The official TypeScript website is **typescriptlang.org**; TypeScript is")
        .endsWith("types.[7]")
        .hasSize(166);
    assertThat(reply.toolCalls()).isEmpty();
    assertThat(reply.usage()).isEqualTo(new Usage(3, 3004, 0, 37, 0, 0, 1));
    assertThat(reply.reportedCost()).contains(new BigDecimal("0.00105"));
    assertThat(reply.served().model()).isEqualTo("openai/gpt-6-luna");
    assertThat(reply.citedUrls())
        .hasSize(10)
        .startsWith("https://www.typescriptlang.org/", "https://en.wikipedia.org/wiki/TypeScript");
  }

  @Test
  void endsTheStreamWithItsLastEventAndNotBefore() {
    PlayedStream.assertCutBeforeItsEnd(
        codec, fixture(STREAM), event -> event.data().contains("response.completed"));
  }

  @Test
  void doesNotMindHowTheBytesCome() {
    PlayedStream.assertTheSameHoweverItsBytesCome(codec, fixture(STREAM));
  }

  @Test
  void tellsInPiecesWhatTheReplySays() {
    PlayedStream.of(codec, fixture(STREAM)).assertPiecesSpellTheReply(STREAM);
  }

  @Test
  void makesSomethingOfTheStreamHoweverDamaged() {
    PlayedStream.assertSurvivesDamage(codec, fixture(STREAM), 300);
  }

  @Test
  void asksAsTheRecordedClientsAsked() {
    List<Fixture> asked =
        all().stream().filter(it -> it.request().path("body").isObject()).toList();

    assertThat(asked).hasSize(4).allSatisfy(this::assertAskedAsRecorded);
  }

  /** We name a single message as such, and let nothing be stored. */
  private void assertAskedAsRecorded(Fixture fixture) {
    ObjectNode sent = (ObjectNode) fixture.request().path("body").deepCopy();
    String text = sent.path("input").stringValue();
    sent.putArray("input")
        .addObject()
        .put("type", "message")
        .put("role", "user")
        .put("content", text);
    sent.put("store", false);
    String model = sent.path("model").stringValue("preset/" + sent.path("preset").stringValue(""));
    ChatRequest.Builder request =
        ChatRequest.of(Message.user(text))
            .change()
            .format(format(sent.at("/response_format/json_schema")));
    if (sent.has("max_output_tokens")) {
      request.maxOutputTokens(sent.path("max_output_tokens").intValue());
    }
    boolean streamed = sent.path("stream").booleanValue(false);

    byte[] ours = codec.encode(Target.of("recorded", model), request.build(), streamed).body();

    assertThat(Fixtures.tree(ours)).as(fixture.name()).isEqualTo(sent);
  }

  private static ResponseFormat format(JsonNode schema) {
    return schema.isObject()
        ? new ResponseFormat.JsonSchema(
            schema.path("name").stringValue(), schema.path("schema"), false)
        : new ResponseFormat.FreeText();
  }

  private Reply reply(String name) {
    return ((Outcome.Answered) codec.decode(fixture(name).wire())).reply();
  }

  private static Fixture fixture(String name) {
    return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Fixture> all() {
    return Fixtures.in("perplexity").stream().filter(it -> it.api().equals("agent")).toList();
  }
}
