package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.MigratedDatabase;
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
import java.math.BigDecimal;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class PostgresCallLogTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private PostgresCallLog log;

  @BeforeEach
  void open() {
    log = new PostgresCallLog(DATABASE.get());
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void keepsACallWithItsAttemptsBeforeItReturns() {
    UUID id = UUID.randomUUID();

    log.append(Samples.answered(id));

    assertThat(call(id))
        .containsEntry("origin", "traffic")
        .containsEntry("task", "extract")
        .containsEntry("table_version", 3L)
        .containsEntry("table_hash", "0a1b2c3d4e5f")
        .containsEntry("catalog", "catalog-7")
        .containsEntry("streamed", false)
        .containsEntry("joined", false)
        .containsEntry("took_ms", 1250.0)
        .containsEntry("result", "answered")
        .containsEntry("reason", null)
        .containsEntry("response", "42.00")
        .containsEntry("finish", "done")
        .containsEntry("provider", "anthropic")
        .containsEntry("model", "claude-haiku-4-5")
        .containsEntry("revision", "claude-haiku-4-5-20251001")
        .containsEntry("simulated", true)
        .containsEntry("attempts", 2)
        .containsEntry("cost_usd", new BigDecimal("0.000321"));
    assertThat(attempts(id)).hasSize(2);
    assertThat(attempts(id).getFirst())
        .containsEntry("ordinal", 1)
        .containsEntry("provider", "openai")
        .containsEntry("outcome", "failed")
        .containsEntry("fault", "overloaded")
        .containsEntry("detail", "overloaded_error")
        .containsEntry("status", 529)
        .containsEntry("request_id", "req_1")
        .containsEntry("limit_ms", 10_000.0)
        .containsEntry("took_ms", 1.5)
        .containsEntry("input_tokens", null)
        .containsEntry("cost_usd", null)
        .containsEntry("kind", "ordinary")
        .containsEntry("reserved_usd", new BigDecimal("0.00031"))
        .containsEntry("requests_left", null)
        .containsEntry("move", "next target anthropic/claude-haiku-4-5");
    assertThat(attempts(id).getLast())
        .containsEntry("outcome", "answered")
        .containsEntry("fault", null)
        .containsEntry("revision", "claude-haiku-4-5-20251001")
        .containsEntry("input_tokens", 100L)
        .containsEntry("cache_read_tokens", 20L)
        .containsEntry("cache_write_tokens", 5L)
        .containsEntry("output_tokens", 40L)
        .containsEntry("reasoning_tokens", 10L)
        .containsEntry("cost_usd", new BigDecimal("0.000321"))
        .containsEntry("price_version", "2026-01-01")
        .containsEntry("kind", "hedge")
        .containsEntry("waited_ms", 2.0)
        .containsEntry("limit_ms", 9998.0)
        .containsEntry("connect_limit_ms", 5000.0)
        .containsEntry("first_content_limit_ms", 4000.0)
        .containsEntry("idle_limit_ms", 3000.0)
        .containsEntry("connect_ms", 30.0)
        .containsEntry("first_content_ms", 250.0)
        .containsEntry("partial", null)
        .containsEntry("shown", false)
        .containsEntry("cost_estimated", false)
        .containsEntry("requests_left", 49L)
        .containsEntry("tokens_left", 9000L)
        .containsEntry("limits_reset_ms", 6000.0)
        .containsEntry("move", "stop: answered");
  }

  @Test
  void keepsWhatWasSeenOfAnAnswerThatBrokeOff() {
    UUID id = UUID.randomUUID();

    log.append(Samples.cut(id, Samples.reply("42.")));

    assertThat(call(id))
        .containsEntry("streamed", true)
        .containsEntry("result", "cut")
        .containsEntry("reason", "the answer broke off")
        .containsEntry("response", "42.")
        .containsEntry("finish", null)
        .containsEntry("provider", null)
        .containsEntry("cost_usd", new BigDecimal("0.00012"));
    assertThat(attempts(id).getFirst())
        .containsEntry("fault", "cut")
        .containsEntry("partial", "42.")
        .containsEntry("shown", true)
        .containsEntry("cost_estimated", true)
        .containsEntry("output_tokens", 40L)
        .containsEntry("move", "goes on at anthropic/claude-haiku-4-5");
    assertThat(attempts(id).getLast()).containsEntry("kind", "continuation");
  }

  @Test
  void keepsACallThatNobodyWasAskedFor() {
    UUID id = UUID.randomUUID();

    log.append(Samples.failed(id));

    assertThat(call(id))
        .containsEntry("origin", "eval")
        .containsEntry("result", "failed")
        .containsEntry("reason", "no target can take the request")
        .containsEntry("provider", null)
        .containsEntry("response", null)
        .containsEntry("simulated", false);
    assertThat(attempts(id)).isEmpty();
  }

  @Test
  void keepsTheDecision() {
    UUID id = UUID.randomUUID();

    log.append(Samples.answered(id));

    assertThat(json(id, "decision"))
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
    UUID id = UUID.randomUUID();
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

    log.append(Samples.answeredBySecond(id, request, Samples.reply("42.00")));

    assertThat(json(id, "request"))
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
    UUID id = UUID.randomUUID();
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

    log.append(Samples.answeredBySecond(id, request, Samples.reply("Yes.")));

    assertThat(json(id, "request"))
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
    UUID id = UUID.randomUUID();
    UUID allText = UUID.randomUUID();
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

    log.append(Samples.answeredBySecond(id, ChatRequest.of(Message.user("Warm?")), reply));
    log.append(Samples.answered(allText));

    assertThat(call(id))
        .containsEntry("response", "It is warm.")
        .containsEntry("finish", "tool_calls");
    assertThat(json(id, "reply"))
        .isEqualTo(
            JSON.readTree(
                """
                {"parts": [{"reasoning": "hm"},
                {"tool_call": {"id": "call_1", "name": "weather", "arguments": "{}"}}],
                "citations": [{"url": "https://example.org/rome"}]}\
                """));
    assertThat(attempts(id).getLast())
        .containsEntry("cache_write_hour_tokens", 30L)
        .containsEntry("searches", 2L);
    assertThat(call(allText)).containsEntry("reply", null);
  }

  @Test
  void keepsWhatPostgresHasNoCharacterForVisibly() {
    UUID id = UUID.randomUUID();
    String odd = "a\0b \ud83d c \ud83d\ude00";

    log.append(Samples.answeredBySecond(id, ChatRequest.of(Message.user(odd)), Samples.reply(odd)));

    String shown = "a\u2400b \ufffd c \ud83d\ude00";
    assertThat(call(id)).containsEntry("response", shown);
    assertThat(json(id, "request").at("/messages/0/parts/0/text").stringValue()).isEqualTo(shown);
  }

  @Test
  void keepsACallOnce() {
    UUID id = UUID.randomUUID();

    log.append(Samples.answered(id));
    log.append(Samples.answered(id));

    assertThat(call(id)).containsEntry("attempts", 2);
    assertThat(attempts(id)).hasSize(2);
    assertThat(log.state()).isEqualTo(new PostgresCallLog.State(0, 0, true));
  }

  private static Map<String, Object> call(UUID id) {
    return DATABASE.rows("select * from call where id = '" + id + "'").getFirst();
  }

  private static List<Map<String, Object>> attempts(UUID id) {
    return DATABASE.rows("select * from attempt where call_id = '" + id + "' order by ordinal");
  }

  private static JsonNode json(UUID id, String column) {
    return JSON.readTree(String.valueOf(call(id).get(column)));
  }
}
