package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import dev.signalbox.router.provider.responses.OpenAiResponsesCodec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The codec of OpenAI's Responses against every recorded exchange, whoever answered. */
final class ResponsesFixturesTest {
  /** Read by a person from the recordings: outcome, whether and when to ask again, request id. */
  private static final Map<String, String> ERRORS =
      Map.of(
          "deepseek-error-400-deepseek-responses-rejects-interleaved-function-calls.json#0",
          "rejected 400, none",
          "xai-error-400-error-handling-with-xai-grok-4-1-fast-non-reasoning-raises-a.json#0",
          "ACCESS_DENIED next, none",
          "error-400-openai-responses-model-http-error.json#0",
          "rejected 400, none",
          "error-400-real-error-scenarios-openai-gpt-5-nano-handles-context-lengt.json#0",
          "CONTEXT_TOO_LONG next, <X_REQUEST_ID>",
          "error-400-reasoning-model-temperature-error.json#0",
          "rejected 400, none",
          "error-401-error-handling-with-openai-gpt-5-nano-raises-appropriate-aut.json#0",
          "ACCESS_DENIED next, <X_REQUEST_ID>",
          "error-429-openai-429-responses-no-ratelimit-headers.json#0",
          "RATE_LIMITED here in PT3.89S, none");

  private final OpenAiResponsesCodec codec = new OpenAiResponsesCodec("recorded");

  @Test
  void readsEveryAnswerAsItWasGiven() {
    List<Fixture> answers = whole().stream().filter(it -> it.status() == 200).toList();

    assertThat(answers).hasSizeGreaterThan(20).allSatisfy(this::assertReadAsGiven);
  }

  @Test
  void readsEveryErrorAsAPersonWould() {
    assertThat(Verdict.onErrors(codec, whole())).containsExactlyInAnyOrderEntriesOf(ERRORS);
  }

  @Test
  void knowsTheWordsOfSome() {
    assertThat(reply("vision-spreadsheet-models-openai-gpt-5-nano-understands-xlsx-spread.json#0"))
        .satisfies(reply -> {
          assertThat(reply.text()).isEqualTo("ORCHID-97");
          assertThat(reply.finish()).isEqualTo(FinishReason.DONE);
        });
    assertThat(reply("tool-parallel-openai-gpt-5-nano-can-use-parallel-tool-cal.json#0"))
        .satisfies(reply -> {
          assertThat(reply.finish()).isEqualTo(FinishReason.TOOL_CALLS);
          assertThat(reply.toolCalls())
              .containsExactly(
                  new Part.ToolCall(
                      "call_NeNP7bv8VH3cJTxFagvafR2L",
                      "weather",
                      "{\"latitude\":\"52.5200\",\"longitude\":\"13.4050\"}"),
                  new Part.ToolCall(
                      "call_oAtUHJKdNzt8gEH4M6P3Grd3", "best_language_to_learn", "{}"));
        });
    assertThat(reply("cached-web-search-with-openai-gpt-5-2-searches-and-records-the-tool.json#0"))
        .satisfies(reply -> {
          assertThat(reply.usage().searches()).isEqualTo(1);
          assertThat(reply.citations().getFirst().title()).contains("Download Ruby | Ruby");
        });
    assertThat(reply("length-text-incomplete-with-reasoning-1.json#0").finish())
        .isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void readsWhatXaiSaysOfSearchesAndMoney() {
    Reply reply =
        reply("xai-citations-web-search-with-xai-grok-4-3-replays-search-turns-so-the-con.json#0");

    assertThat(reply.text()).startsWith("**The latest stable Ruby version is 4.0.6.**");
    assertThat(reply.usage()).isEqualTo(new Usage(3_641, 2_048, 0, 444, 245, 0, 2));
    assertThat(reply.reportedCost()).contains(new BigDecimal("0.0160708500"));
  }

  @Test
  void readsWhatIsLeftOfTheRateLimits() {
    Fixture fixture =
        fixture("cached-web-search-with-openai-gpt-5-2-searches-and-records-the-tool.json#0");

    assertThat(codec.headroom(fixture.wire()))
        .satisfies(headroom -> {
          assertThat(headroom.requests()).hasValue(4_999);
          assertThat(headroom.tokens()).hasValue(996_223);
        });
  }

  @Test
  void asksAsTheRecordedClientsAsked() {
    List<Fixture> all = all();
    RequestComparison comparison = new ResponsesRequests(codec).compare(all);

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.compared()).isGreaterThan(25);
    System.out.printf(
        "fixtures of Responses: %d exchanges decoded, 0 unreadable, %s%n", all.size(), comparison);
  }

  private Reply reply(String name) {
    return ((Outcome.Answered) codec.decode(fixture(name).wire())).reply();
  }

  private static Fixture fixture(String name) {
    return whole().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Fixture> whole() {
    return all().stream().filter(it -> !it.isStream()).toList();
  }

  private static List<Fixture> all() {
    return Fixtures.in("openai-responses", "compat").stream()
        .filter(it -> it.api().equals("responses"))
        .toList();
  }

  private void assertReadAsGiven(Fixture fixture) {
    JsonNode body = fixture.bodyTree();
    assertThat(codec.decode(fixture.wire()))
        .as(fixture.name())
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answer -> {
              Reply reply = answer.reply();
              assertThat(reply.text()).isEqualTo(texts(body, "text"));
              assertThat(reply.refusal()).isEmpty();
              assertThat(reply.toolCalls().stream().map(it -> it.name() + it.arguments()))
                  .containsExactlyElementsOf(calls(body));
              assertThat(reply.citedUrls()).containsExactlyElementsOf(urls(body));
              assertThat(reply.served().model()).isEqualTo(body.at("/model").stringValue());
              assertThat(bound(reply)).containsExactlyElementsOf(items(body).toList());
              assertUsage(reply, body.at("/usage"));
            });
  }

  private static void assertUsage(Reply reply, JsonNode usage) {
    long cached = usage.at("/input_tokens_details/cached_tokens").asLong(0);
    assertThat(reply.usage().cacheRead()).isEqualTo(cached);
    assertThat(reply.usage().input() + cached).isEqualTo(usage.at("/input_tokens").asLong());
    assertThat(reply.usage().output()).isEqualTo(usage.at("/output_tokens").asLong());
    assertThat(reply.usage().reasoning())
        .isEqualTo(usage.at("/output_tokens_details/reasoning_tokens").asLong(0));
  }

  /** Whole items only; fields that go with the next part are tested apart. */
  private static List<JsonNode> bound(Reply reply) {
    return reply.content().stream()
        .filter(Part.Bound.class::isInstance)
        .map(part -> ((Part.Bound) part).data())
        .filter(data -> data.has("type"))
        .toList();
  }

  private static Stream<JsonNode> items(JsonNode body) {
    return body.at("/output")
        .valueStream()
        .filter(item ->
            item.has("encrypted_content")
                || item.at("/type").stringValue().endsWith("_search_call"));
  }

  private static Stream<JsonNode> parts(JsonNode body) {
    return body.at("/output").valueStream().flatMap(item -> item.path("content").valueStream());
  }

  private static String texts(JsonNode body, String field) {
    StringBuilder text = new StringBuilder();
    parts(body).forEach(part -> text.append(part.path(field).stringValue("")));
    return text.toString();
  }

  private static List<String> urls(JsonNode body) {
    return parts(body)
        .flatMap(part -> part.path("annotations").valueStream())
        .map(annotation -> annotation.path("url").stringValue())
        .distinct()
        .toList();
  }

  private static List<String> calls(JsonNode body) {
    return body.at("/output")
        .valueStream()
        .filter(item -> item.has("arguments"))
        .map(item -> item.path("name").stringValue() + item.path("arguments").stringValue())
        .toList();
  }
}
