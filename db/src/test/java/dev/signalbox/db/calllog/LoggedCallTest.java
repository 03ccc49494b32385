package dev.signalbox.db.calllog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.column.Json;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.LogRule.Keep;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class LoggedCallTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void comesOutOfTheJournalAsItWentIn() {
    comesOutAsItWentIn(SampleCalls.answered(SampleCalls.id()));
    comesOutAsItWentIn(SampleCalls.cut(SampleCalls.id(), SampleCalls.reply("42.")));
    comesOutAsItWentIn(SampleCalls.failed(SampleCalls.id()));
  }

  private static void comesOutAsItWentIn(RoutedCall call) {
    LoggedCall logged = logged(call);

    assertThat(logged.call()).isEqualTo(CallRow.of(call, Keep.FULL, new Privacy.Full()));
    assertThat(logged.attempts()).isEqualTo(AttemptRow.of(call, new Privacy.Full()));
    assertThat(logged.decision()).isEqualTo(DecisionJson.of(call.decision()));
    assertThat(logged.request())
        .isEqualTo(Json.text(json -> RequestJson.write(json, call.request())));
    assertThat(Optional.ofNullable(logged.reply()))
        .isEqualTo(
            CallRow.reply(call.result())
                .map(reply -> Json.text(json -> ReplyJson.write(json, reply))));
    assertThat(logged.tags()).containsExactlyElementsOf(call.request().attribution().tags());
    assertThat(logged.searchable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "7", "{\"call\":{}}", "", "{\"call\":", "nonsense"})
  void isNoCallForWantOfWhatACallHas(String record) {
    assertThatThrownBy(() -> LoggedCall.parse(record.getBytes(UTF_8)))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void hasNoWordOfACallOfWhichOnlyHashesAreKept() {
    RoutedCall secret =
        SampleCalls.answeredBySecond(
            SampleCalls.id(),
            ChatRequest.of(Message.user("My PIN is 4711.")),
            SampleCalls.reply("Do not tell 4711."));

    byte[] record = LoggedCall.record(secret, rule(Keep.HASH), UnaryOperator.identity());

    assertThat(new String(record, UTF_8)).doesNotContain("4711");
    LoggedCall hashed = LoggedCall.parse(record);
    assertThat(hashed.reply()).contains("sha256:").contains("17 characters");
    assertThat(hashed.call().kept()).isEqualTo("hash");
  }

  @Test
  void hasRedactedWordsOnlyWhereATaskWantsThat() {
    RoutedCall secret = SampleCalls.cut(SampleCalls.id(), SampleCalls.reply("Do not tell 4711."));

    byte[] record =
        LoggedCall.record(secret, rule(Keep.REDACTED), words -> words.replace("4711", "[PIN]"));

    assertThat(new String(record, UTF_8)).doesNotContain("4711");
    LoggedCall redacted = LoggedCall.parse(record);
    assertThat(redacted.reply()).isEqualTo("{\"text\":\"Do not tell [PIN].\"}");
    assertThat(redacted.attempts().getFirst().partial()).isEqualTo("Do not tell [PIN].");
    assertThat(redacted.call().kept()).isEqualTo("redacted");
  }

  @Test
  void keepsTheDecision() {

    LoggedCall logged = logged(SampleCalls.answered(SampleCalls.id()));

    assertThat(JSON.readTree(logged.decision()))
        .isEqualTo(
            JSON.readTree(
                """
                {"candidates": [
                {"provider": "openai", "model": "gpt-4o-mini", "max_output_tokens": 200,
                "at_most_usd": 0.00031},
                {"provider": "anthropic", "model": "claude-haiku-4-5", "max_output_tokens": 8000,
                "at_most_usd": 0.00031}],
                "skipped": [
                {"provider": "google", "model": "gemini-flash", "reason": "breaker_open"}],
                "thrifty": true,
                "situation": {"today": "2026-03-01", "left_ns": 8000000000,
                "targets": [
                {"keyed": true, "access": "free", "p95_ns": 812000000, "demoted": false},
                {"keyed": true, "access": "free", "demoted": false},
                {"keyed": true, "access": "breaker_open", "demoted": false}],
                "budgets": [{"scope": "task/extract", "period": "day", "limit_usd": 5,
                "used_usd": 4.25}]}}\
                """));
  }

  @Test
  void keepsTheRequestWithoutTheBytesOfLargeImages() {
    String large = Base64.getEncoder().encodeToString(new byte[20_000]);
    ChatRequest request =
        ChatRequest.of(
                Message.system("Be brief."),
                new Message(
                    Role.USER,
                    List.of(
                        new Part.Text("What is due?"),
                        new Part.InlineImage("image/png", "AAAA"),
                        new Part.InlineImage("image/jpeg", large),
                        new Part.LinkedImage(URI.create("https://example.org/a.png")))))
            .change()
            .format(
                new ResponseFormat.JsonSchema(
                    "invoice", JsonNodeFactory.instance.objectNode().put("type", "object"), true))
            .maxOutputTokens(300)
            .sampling(Sampling.temperature(0.5))
            .stop(List.of("END"))
            .build();

    LoggedCall logged = logged(request, SampleCalls.reply("42.00"));

    assertThat(JSON.readTree(logged.request()))
        .isEqualTo(
            JSON.readTree(
                """
                {"messages": [
                {"role": "system", "parts": [{"text": "Be brief."}]},
                {"role": "user", "parts": [
                {"text": "What is due?"},
                {"image": {"media_type": "image/png", "bytes": 3,
                "sha256": "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c",
                "base64": "AAAA"}},
                {"image": {"media_type": "image/jpeg", "bytes": 20000,
                "sha256": "28b4f41a7f3ee6d8cc87272db6e09c6d3566551fd4d18702b041a21658272a85"}},
                {"image_url": "https://example.org/a.png"}]}],
                "format": {"name": "invoice", "strict": true, "schema": {"type": "object"}},
                "max_output_tokens": 300, "temperature": 0.5, "stop": ["END"]}\
                """));
  }

  @Test
  void keepsToolsAndWhatTheyWereAskedAndAnswered() {
    Part.ToolCall call = new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}");
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ChatRequest request =
        ChatRequest.of(
                Message.user("Is it warm?"),
                new Message(Role.ASSISTANT, List.of(new Part.Bound("acme", schema), call)),
                Message.toolResults(new Part.ToolResult("call_1", "weather", "31", false)))
            .change()
            .toolUse(
                new ToolUse(
                    List.of(new Tool("weather", "", schema, false)),
                    new ToolUse.Choice.Required(),
                    true))
            .effort(Effort.HIGH)
            .build();

    LoggedCall logged = logged(request, SampleCalls.reply("Yes."));

    assertThat(JSON.readTree(logged.request()))
        .isEqualTo(
            JSON.readTree(
                """
                {"messages": [
                {"role": "user", "parts": [{"text": "Is it warm?"}]},
                {"role": "assistant", "parts": [
                {"bound": {"provider": "acme",
                "sha256": "a2c799262a3ce3c19ef5cdd983bf3d12b43ab3c426227091b909dcb7054738c0"}},
                {"tool_call": {"id": "call_1", "name": "weather",
                "arguments": "{\\"city\\":\\"Rome\\"}"}}]},
                {"role": "tool", "parts": [
                {"tool_result": {"call_id": "call_1", "name": "weather", "content": "31",
                "failed": false}}]}],
                "tools": [{"name": "weather", "description": "", "strict": false,
                "parameters": {"type": "object"}}],
                "tool_choice": "required", "effort": "high"}\
                """));
  }

  @Test
  void keepsWhatAnAnswerHoldsBesideItsText() {
    Reply reply =
        new Reply(
            List.of(
                new Part.Reasoning("hm"),
                new Part.Text("It is warm."),
                new Part.ToolCall("call_1", "weather", "{}")),
            Optional.empty(),
            List.of(Citation.of("https://example.org/rome")),
            FinishReason.TOOL_CALLS,
            new Usage(100, 0, 50, 40, 10, 30, 2),
            new Revision("claude", Optional.empty()),
            Optional.empty());

    LoggedCall logged = logged(ChatRequest.of(Message.user("Warm?")), reply);
    LoggedCall allText = logged(SampleCalls.answered(SampleCalls.id()));

    assertThat(logged.call().finish()).isEqualTo("tool_calls");
    assertThat(JSON.readTree(logged.reply()))
        .isEqualTo(
            JSON.readTree(
                """
                {"text": "It is warm.", "parts": [{"reasoning": "hm"},
                {"tool_call": {"id": "call_1", "name": "weather", "arguments": "{}"}}],
                "citations": [{"url": "https://example.org/rome"}]}\
                """));
    AttemptRow attempt = logged.attempts().getLast();
    assertThat(List.of(attempt.cacheWriteHourTokens(), attempt.searches()))
        .containsExactly(30L, 2L);
    assertThat(allText.reply()).isEqualTo("{\"text\":\"42.00\"}");
  }

  @Test
  void keepsWhatPostgresHasNoCharacterForVisibly() {
    String odd = "a\0b \ud83d c \ud83d\ude00";

    LoggedCall logged = logged(ChatRequest.of(Message.user(odd)), SampleCalls.reply(odd));

    String shown = "a\u2400b \ufffd c \ud83d\ude00";
    assertThat(JSON.readTree(logged.reply()).path("text").stringValue()).isEqualTo(shown);
    assertThat(JSON.readTree(logged.request()).at("/messages/0/parts/0/text").stringValue())
        .isEqualTo(shown);
  }

  private static LogRule rule(Keep keep) {
    return new LogRule(keep, false, false);
  }

  private static LoggedCall logged(ChatRequest request, Reply reply) {
    return logged(SampleCalls.answeredBySecond(SampleCalls.id(), request, reply));
  }

  private static LoggedCall logged(RoutedCall call) {
    return LoggedCall.parse(LoggedCall.record(call, LogRule.DEFAULT, UnaryOperator.identity()));
  }
}
