package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import dev.signalbox.router.table.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The Anthropic codec against every recorded exchange of the Messages API. */
final class AnthropicFixturesTest {
  private static final Map<String, FinishReason> FINISH =
      Map.of(
          "end_turn", FinishReason.DONE,
          "stop_sequence", FinishReason.DONE,
          "max_tokens", FinishReason.LENGTH,
          "tool_use", FinishReason.TOOL_CALLS,
          "refusal", FinishReason.REFUSAL,
          "pause_turn", FinishReason.OTHER);

  /** Read by a person from the recordings: outcome, whether and when to ask again, request id. */
  private static final Map<String, String> ERRORS =
      Map.ofEntries(
          Map.entry(
              "error-400-anthropic-explicit-effort-xhigh-unsupported-model-errors.json#0",
              "rejected 400, req_011Ca7jT9AHpgXgdv8igm4z9"),
          Map.entry(
              "error-401-anthropic-completion-invalid-api-key.json#0",
              "ACCESS_DENIED next, req_013JyjhVcnhy8mfJkvBTqMNB"),
          Map.entry("error-403-anthropic-403-edge-forbidden.json#0", "ACCESS_DENIED next, none"),
          Map.entry("error-413-anthropic-413-edge-2.json#0", "REQUEST_TOO_LARGE next, none"),
          Map.entry(
              "error-429-anthropic-429-monthly-spend-cap.json#0",
              "QUOTA_EXHAUSTED next, req_018EeWyXxfu5pfWkrYcMdjWG"),
          Map.entry(
              "error-429-anthropic-429-no-retry-after-2024.json#0",
              "RATE_LIMITED here in PT1S, req_01T5fCVnYdf9X5ZW6KayReBK"),
          Map.entry(
              "error-500-anthropic-500-api-error-a.json#0",
              "SERVER_ERROR here, req_011Ca22E7qmK5pRh2ALrmXqy"),
          Map.entry("error-500-anthropic-500-overloaded-message.json#0", "OVERLOADED here, none"),
          Map.entry(
              "error-529-anthropic-529-overloaded-headers.json#0",
              "OVERLOADED here, req_01RCc7MbLyQNtGKzBTv8VCep"));

  private final AnthropicMessagesCodec codec = new AnthropicMessagesCodec("anthropic");

  @Test
  void readsEveryAnswerAsItWasGiven() {
    List<Fixture> answers = wholeMessages().stream().filter(it -> it.status() == 200).toList();

    assertThat(answers).isNotEmpty().allSatisfy(this::assertReadAsGiven);
  }

  @Test
  void readsEveryErrorAsAPersonWould() {
    Map<String, String> outcomes = Verdict.onErrors(codec, wholeMessages());

    assertThat(outcomes).containsAllEntriesOf(ERRORS);
    assertThat(outcomes.values()).noneMatch(outcome -> outcome.startsWith("answered"));
  }

  @Test
  void asksAsTheRecordedClientsAsked() {
    RequestComparison comparison = new AnthropicRequests(codec).compare(messages());

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.compared()).isGreaterThan(15);
    System.out.printf("fixtures anthropic: %d exchanges, %s%n", messages().size(), comparison);
  }

  @Test
  void sendsBackWhatOnlyAnthropicCanReadAsTheRecordedClientsDid() {
    for (String name :
        List.of(
            "pause-turn-web-search-vcr.json",
            "reasoning-anthropic-model-thinking-part-redacted.json",
            "tool-stream-fixed-version-tool-chain-with-thinking-display-regression.json")) {
      Fixture before = fixture(name + "#0");
      Reply reply =
          before.isStream()
              ? PlayedStream.of(codec, before).answer()
              : ((Outcome.Answered) codec.decode(before.wire())).reply();
      ChatRequest next =
          ChatRequest.of(Message.user("Go on")).followedBy(reply.message().orElseThrow());

      JsonNode sent = Fixtures.tree(codec.encode(Target.of("a", "m"), next, false).body());

      assertThat(sent.at("/messages/1"))
          .as(name)
          .isEqualTo(fixture(name + "#1").request().at("/body/messages/1"));
    }
  }

  private static Fixture fixture(String name) {
    return messages().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Fixture> messages() {
    return Fixtures.in("anthropic").stream()
        .filter(fixture -> fixture.api().equals("messages"))
        .toList();
  }

  private static List<Fixture> wholeMessages() {
    return messages().stream().filter(fixture -> !fixture.isStream()).toList();
  }

  private void assertReadAsGiven(Fixture fixture) {
    JsonNode body = fixture.bodyTree();
    assertThat(codec.decode(fixture.wire()))
        .as(fixture.name())
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answer -> {
              Reply reply = answer.reply();
              assertThat(reply.text()).isEqualTo(textOf(body));
              assertThat(reply.finish())
                  .isEqualTo(
                      FINISH.getOrDefault(
                          body.at("/stop_reason").stringValue(), FinishReason.OTHER));
              assertThat(reply.refusal().orElse("-"))
                  .isEqualTo(body.at("/stop_details/explanation").stringValue("-"));
              assertThat(reply.toolCalls().stream().map(Part.ToolCall::name))
                  .containsExactlyElementsOf(namesOfTools(body));
              assertThat(reply.citedUrls()).isEqualTo(citedUrls(body));
              assertThat(reply.reasoning())
                  .isEqualTo(
                      body.at("/content")
                          .valueStream()
                          .map(block -> block.at("/thinking").stringValue(""))
                          .collect(Collectors.joining()));
              assertThat(reply.usage().searches())
                  .isEqualTo(tokens(body, "server_tool_use/web_search_requests"));
              assertThat(reply.served().model()).isEqualTo(body.at("/model").stringValue());
              assertThat(reply.usage().input()).isEqualTo(tokens(body, "input_tokens"));
              assertThat(reply.usage().cacheRead())
                  .isEqualTo(tokens(body, "cache_read_input_tokens"));
              assertThat(reply.usage().cacheWrite())
                  .isEqualTo(tokens(body, "cache_creation_input_tokens"));
              assertThat(reply.usage().reasoning())
                  .isEqualTo(tokens(body, "output_tokens_details/thinking_tokens"));
              assertThat(reply.usage().output()).isEqualTo(tokens(body, "output_tokens"));
            });
  }

  private static String textOf(JsonNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode block : body.at("/content")) {
      if (block.at("/type").stringValue().equals("text")) {
        text.append(block.at("/text").stringValue());
      }
    }
    return text.toString();
  }

  private static List<String> namesOfTools(JsonNode body) {
    return body.at("/content")
        .valueStream()
        .filter(block -> block.at("/type").stringValue().equals("tool_use"))
        .map(block -> block.at("/name").stringValue())
        .toList();
  }

  private static List<String> citedUrls(JsonNode body) {
    return body.at("/content").findValues("citations").stream()
        .flatMap(JsonNode::valueStream)
        .map(citation -> citation.at("/url").stringValue(""))
        .filter(url -> !url.isEmpty())
        .distinct()
        .collect(Collectors.toList());
  }

  private static long tokens(JsonNode body, String name) {
    return body.at("/usage/" + name).asLong(0);
  }
}
