package dev.signalbox.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.gateway.testing.RecordedExchanges;
import dev.signalbox.gateway.testing.SampleCalls;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ChatCompletionTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void writesAnAnswerInOpenAisShape() {
    assertThat(json(SampleCalls.reply("Hello", FinishReason.DONE)))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "id": "chatcmpl-01930000-0000-7000-8000-000000000001",
                  "object": "chat.completion",
                  "created": 1795428000,
                  "model": "claude-haiku-4-5-20251001",
                  "choices": [{
                    "index": 0,
                    "message": {"role": "assistant", "content": "Hello", "refusal": null, "annotations": []},
                    "logprobs": null,
                    "finish_reason": "stop"
                  }],
                  "usage": {
                    "prompt_tokens": 16, "completion_tokens": 7, "total_tokens": 23,
                    "prompt_tokens_details": {"cached_tokens": 4, "cache_write_tokens": 2},
                    "completion_tokens_details": {"reasoning_tokens": 3}
                  },
                  "system_fingerprint": null
                }
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "DONE,stop",
    "LENGTH,length",
    "TOOL_CALLS,tool_calls",
    "CONTENT_FILTER,content_filter",
    "REFUSAL,stop",
    "OTHER,length"
  })
  void saysWhyAnAnswerEnded(FinishReason reason, String wire) {
    assertThat(choice(SampleCalls.reply("x", reason)).path("finish_reason").stringValue())
        .isEqualTo(wire);
  }

  @Test
  void neverShowsARefusalAsAnAnswer() {
    Reply stated =
        new Reply(
            List.of(),
            Optional.of("I can't help with that."),
            List.of(),
            FinishReason.REFUSAL,
            Usage.NONE,
            new Revision("m", Optional.of("fp_1")),
            Optional.empty());

    JsonNode message = choice(stated).path("message");
    JsonNode unsaid = choice(SampleCalls.reply("", FinishReason.REFUSAL)).path("message");

    assertThat(message.path("content").isNull()).isTrue();
    assertThat(message.path("refusal").stringValue()).isEqualTo("I can't help with that.");
    assertThat(unsaid.path("content").isNull()).isTrue();
    assertThat(unsaid.path("refusal").stringValue()).isEqualTo("The model declined to answer.");
    assertThat(json(stated).path("system_fingerprint").stringValue()).isEqualTo("fp_1");
  }

  @Test
  void namesTheModelAskedForWhenTheProviderNamesNone() {
    Reply anonymous = Reply.of("x", Usage.NONE, new Revision("", Optional.empty()));

    assertThat(json(anonymous).path("model").stringValue()).isEqualTo("claude-haiku-4-5");
  }

  @Test
  void writesCitationsAsAnnotations() {
    Reply cited =
        new Reply(
            List.of(new Part.Text("x")),
            Optional.empty(),
            List.of(
                Citation.of("https://example.org/a"),
                new Citation(
                    Optional.of("https://example.org/b"), Optional.of("B"), Optional.of("words")),
                new Citation(Optional.empty(), Optional.of("bill.pdf"), Optional.of("42 EUR"))),
            FinishReason.DONE,
            Usage.NONE,
            new Revision("m", Optional.empty()),
            Optional.empty());

    JsonNode annotations = choice(cited).at("/message/annotations");

    assertThat(annotations.valueStream().map(annotation -> annotation.path("url_citation")))
        .extracting(
            citation -> citation.path("url").stringValue(),
            citation -> citation.path("title").stringValue())
        .containsExactly(
            tuple("https://example.org/a", "https://example.org/a"),
            tuple("https://example.org/b", "B"));
  }

  @Test
  void namesToolCallsSoThatTheyCanBeAnswered() {
    Reply calls =
        new Reply(
            List.of(
                new Part.Reasoning("hm"),
                new Part.ToolCall("", "clock", "{}"),
                new Part.ToolCall("call_7", "weather", "{\"city\":\"Rome\"}"),
                new Part.ToolCall("", "clock", "{}")),
            Optional.empty(),
            List.of(),
            FinishReason.TOOL_CALLS,
            Usage.NONE,
            new Revision("m", Optional.empty()),
            Optional.empty());

    JsonNode message = choice(calls).path("message");

    assertThat(message.path("content").isNull()).isTrue();
    assertThat(message.path("reasoning_content").stringValue()).isEqualTo("hm");
    assertThat(message.path("tool_calls").valueStream())
        .extracting(
            call -> call.path("id").stringValue(),
            call -> call.at("/function/name").stringValue(),
            call -> call.at("/function/arguments").stringValue())
        .containsExactly(
            tuple("call_01930000000070008000000000000001_0", "clock", "{}"),
            tuple("call_7", "weather", "{\"city\":\"Rome\"}"),
            tuple("call_01930000000070008000000000000001_2", "clock", "{}"));
    assertThat(choice(calls).path("finish_reason").stringValue()).isEqualTo("tool_calls");
  }

  /** What the gateway writes, a client of OpenAI's form reads as it was. */
  @Test
  void writesRecordedAnswersSoThatTheyReadTheSame() throws IOException {
    OpenAiChatCodec codec = new OpenAiChatCodec("openai");
    List<Reply> replies = recordedReplies(codec);

    assertThat(replies).hasSizeGreaterThan(9);
    assertThat(replies)
        .allSatisfy(reply ->
            assertThat(codec.decode(wire(json(reply).toString())))
                .isEqualTo(new Outcome.Answered(reply)));
  }

  private static List<Reply> recordedReplies(OpenAiChatCodec codec) throws IOException {
    return RecordedExchanges.all().stream()
        .map(exchange -> exchange.path("response"))
        .filter(response -> response.path("status").intValue() == 200)
        .map(response -> codec.decode(wire(response.path("body").stringValue(""))))
        .filter(Outcome.Answered.class::isInstance)
        .map(outcome -> ((Outcome.Answered) outcome).reply())
        .toList();
  }

  private static WireResponse wire(String body) {
    return new WireResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(Reply reply) {
    RoutedCall call = SampleCalls.answered(reply);
    return JSON.readTree(
        ChatCompletion.of(call, (RoutedCall.Result.Answered) call.result()).toString());
  }

  private static JsonNode choice(Reply reply) {
    return json(reply).path("choices").path(0);
  }
}
