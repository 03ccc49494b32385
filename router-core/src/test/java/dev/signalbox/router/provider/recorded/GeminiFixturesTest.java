package dev.signalbox.router.provider.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.google.GeminiCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import dev.signalbox.router.table.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The Gemini codec against every recorded exchange of generateContent. */
final class GeminiFixturesTest {
  /** Read by a person from the recordings: outcome, whether and when to ask again, request id. */
  private static final Map<String, String> ERRORS =
      Map.of(
          "error-400-firebase-unary-failure-unsupported-user-location.json#0",
          "ACCESS_DENIED next, none",
          "error-403-firebase-unary-failure-generativelanguage-api-not-enabled.json#0",
          "ACCESS_DENIED next, none",
          "error-403-gemini-403-leaked-key.json#0",
          "ACCESS_DENIED next, none",
          "error-404-cassette.json#0",
          "MODEL_UNAVAILABLE next, none",
          "error-429-real-error-scenarios-gemini-gemini-2-5-flash-handles-context.json#0",
          "RATE_LIMITED here in PT49S, none",
          "error-500-gemini-500-internal-2.json#0",
          "SERVER_ERROR here, none",
          "error-503-gemini-503-overloaded.json#0",
          "OVERLOADED here, none");

  private static final Map<String, String> NOTHING =
      Map.of(
          "refusal-firebase-unary-failure-prompt-blocked-safety-with-message.json#0",
          "FILTERED the provider's filter withheld the answer: SAFETY: Reasons",
          "refusal-firebase-unary-failure-with-message-no-content.json#0",
          "UNUSABLE_ANSWER there is nothing in the answer: OTHER: Model failed to generate content"
              + " due to internal error.");

  private final GeminiCodec codec = new GeminiCodec("google");

  @Test
  void readsEveryAnswerAsItWasGiven() {
    List<Fixture> answers =
        wholeAnswers().stream().filter(it -> !NOTHING.containsKey(it.name())).toList();

    assertThat(answers).hasSizeGreaterThan(10).allSatisfy(this::assertReadAsGiven);
  }

  @Test
  void saysWhyThereIsNoAnswer() {
    Map<String, String> verdicts =
        wholeAnswers().stream()
            .filter(it -> NOTHING.containsKey(it.name()))
            .collect(
                Collectors.toMap(
                    Fixture::name,
                    it -> {
                      Outcome.Failed failed = (Outcome.Failed) codec.decode(it.wire());
                      assertThat(failed.againHere()).isFalse();
                      return failed.fault() + " " + failed.detail();
                    }));

    assertThat(verdicts).isEqualTo(NOTHING);
  }

  @Test
  void readsEveryErrorAsAPersonWould() {
    assertThat(Verdict.onErrors(codec, all())).isEqualTo(ERRORS);
  }

  @Test
  void asksAsTheRecordedClientsAsked() {
    RequestComparison comparison = new GeminiRequests(codec).compare(all());

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.compared()).isGreaterThan(15);
    System.out.printf("fixtures gemini: %d exchanges, %s%n", all().size(), comparison);
  }

  @Test
  void sendsBackSignaturesInTheirPlaces() {
    List<Fixture> talk =
        all().stream().filter(it -> it.name().startsWith("tool-parallel-gemini")).toList();
    Reply reply = ((Outcome.Answered) codec.decode(talk.getFirst().wire())).reply();
    ChatRequest next =
        ChatRequest.of(Message.user("What's the weather?"))
            .followedBy(reply.message().orElseThrow());

    JsonNode sent =
        Fixtures.tree(codec.encode(Target.of("google", "gemini-2.5-flash"), next, false).body());

    assertThat(sent.at("/contents/1/parts"))
        .isEqualTo(talk.getFirst().bodyTree().at("/candidates/0/content/parts"));
    assertThat(sent.at("/contents/1/role").stringValue()).isEqualTo("model");
  }

  @Test
  void makesSomethingOfEveryAnswerThatIsHalf() {
    for (Fixture fixture : wholeAnswers()) {
      byte[] whole = fixture.body().strip().getBytes(UTF_8);
      for (int length = 0; length < whole.length; length += 1 + whole.length / 20) {
        assertThat(codec.decode(fixture.wire(Arrays.copyOf(whole, length))))
            .isInstanceOfSatisfying(
                Outcome.Failed.class,
                failed -> assertThat(failed.fault()).isEqualTo(Fault.UNUSABLE_ANSWER));
      }
    }
  }

  private void assertReadAsGiven(Fixture fixture) {
    JsonNode body = fixture.bodyTree();
    JsonNode usage = body.at("/usageMetadata");
    Reply reply = ((Outcome.Answered) codec.decode(fixture.wire())).reply();
    assertThat(reply.text()).isEqualTo(texts(body, false));
    assertThat(reply.reasoning()).isEqualTo(texts(body, true));
    assertThat(reply.finish()).isEqualTo(finish(body));
    assertThat(reply.toolCalls().stream().map(GeminiFixturesTest::call))
        .containsExactlyElementsOf(
            parts(body)
                .filter(part -> part.has("functionCall"))
                .map(part -> part.at("/functionCall/name") + " " + part.at("/functionCall/args"))
                .toList());
    assertThat(reply.citedUrls())
        .isEqualTo(body.findValues("web").stream().map(it -> it.at("/uri").stringValue()).toList());
    assertThat(reply.served().model()).isEqualTo(body.at("/modelVersion").stringValue(""));
    assertThat(codec.requestId(fixture.wire()).orElse(""))
        .isEqualTo(body.at("/responseId").stringValue(""));
    assertThat(reply.usage().cacheRead()).isEqualTo(tokens(usage, "cachedContentTokenCount"));
    assertThat(reply.usage().reasoning()).isEqualTo(tokens(usage, "thoughtsTokenCount"));
    // What the provider counted, it counted once.
    assertThat(reply.usage().input() + reply.usage().cacheRead() + reply.usage().output())
        .isEqualTo(tokens(usage, "totalTokenCount"));
    assertThat(reply.usage().output() - reply.usage().reasoning())
        .isEqualTo(tokens(usage, "candidatesTokenCount"));
  }

  private static String texts(JsonNode body, boolean thoughts) {
    return parts(body)
        .filter(part -> part.at("/thought").booleanValue(false) == thoughts)
        .map(part -> part.at("/text").stringValue(""))
        .collect(Collectors.joining());
  }

  private static Stream<JsonNode> parts(JsonNode body) {
    return body.at("/candidates/0/content/parts").valueStream();
  }

  private static FinishReason finish(JsonNode body) {
    boolean calls = parts(body).anyMatch(part -> part.has("functionCall"));
    return switch (body.at("/candidates/0/finishReason").stringValue()) {
      case "STOP" -> calls ? FinishReason.TOOL_CALLS : FinishReason.DONE;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private static String call(Part.ToolCall call) {
    return Fixtures.quoted(call.name()) + " " + call.arguments();
  }

  private static long tokens(JsonNode usage, String name) {
    return usage.at("/" + name).asLong(0);
  }

  private static List<Fixture> wholeAnswers() {
    return all().stream()
        .filter(fixture -> fixture.status() == 200 && !fixture.isStream())
        .toList();
  }

  private static List<Fixture> all() {
    return Fixtures.in("gemini");
  }
}
