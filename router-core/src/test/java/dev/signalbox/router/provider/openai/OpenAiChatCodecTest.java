package dev.signalbox.router.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.WireResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiChatCodecTest {
  private static final byte[] NONE = {};

  private final OpenAiChatCodec codec = new OpenAiChatCodec("openai");

  @ParameterizedTest
  @CsvSource({
    "stop, DONE",
    "length, LENGTH",
    "tool_calls, TOOL_CALLS",
    "function_call, TOOL_CALLS",
    "content_filter, CONTENT_FILTER",
    "something_new, OTHER",
  })
  void knowsEveryEndAndSurvivesNewOnes(String reason, FinishReason finish) {
    assertThat(reply("{\"content\":\"Hi\"}", reason).finish()).isEqualTo(finish);
  }

  @Test
  void takesARefusalForARefusalThoughItEndsWithStop() {
    Reply reply = reply("{\"content\":null,\"refusal\":\"I can't help with that.\"}", "stop");

    assertThat(reply.finish()).isEqualTo(FinishReason.REFUSAL);
    assertThat(reply.refusal()).contains("I can't help with that.");
    assertThat(reply.text()).isEmpty();
  }

  @Test
  void takesAnEmptyAnswerForAnAnswerOnlyWhenItsEndExplainsIt() {
    assertThat(reply("{\"content\":\"\"}", "length").finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(reply("{\"content\":\"Hi\"}", "content_filter").finish())
        .isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(fault(codec.decode(success("null", "content_filter")))).isEqualTo(Fault.FILTERED);
    assertThat(fault(codec.decode(success("{\"content\":\"\"}", "stop"))))
        .isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(fault(codec.decode(success("{\"content\":null}", "tool_calls"))))
        .isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(fault(codec.decode(response(200, "{\"choices\":[]}"))))
        .isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void takesAnErrorInsideASuccessForNoSuccess() {
    String body = "{\"error\":{\"code\":429,\"message\":\"busy\"},\"choices\":[]}";

    assertThat(failed(codec.decode(response(200, body))).detail())
        .isEqualTo("an error inside a success, 429: busy");
    assertThat(fault(codec.decode(response(200, body)))).isEqualTo(Fault.RATE_LIMITED);
  }

  @Test
  void readsAnnotationsAsCitationsEachOnce() {
    Reply reply =
        reply(
            """
            {"content":"Hi","annotations":[\
            {"type":"url_citation","url_citation":{"url":"https://a.example"}},\
            {"type":"url_citation","url_citation":{"url":"https://b.example"}},\
            {"type":"url_citation","url_citation":{"url":"https://a.example"}}]}\
            """,
            "stop");

    assertThat(reply.citedUrls()).containsExactly("https://a.example", "https://b.example");
  }

  @Test
  void countsEachTokenOnce() {
    String body =
        """
        {"model":"m","system_fingerprint":"fp_1","choices":[{"message":{"content":"Hi"},\
        "finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":30,\
        "prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":25},\
        "completion_tokens_details":{"reasoning_tokens":20},"cost":{"total_cost":0.00614}}}\
        """;
    Reply reply = ((Outcome.Answered) codec.decode(response(200, body))).reply();

    assertThat(reply.usage()).isEqualTo(new Usage(15, 60, 25, 30, 20));
    assertThat(reply.reportedCost()).contains(new BigDecimal("0.00614"));
    assertThat(reply.served().label()).isEqualTo("m+fp_1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | model_not_found | The model does not exist | MODEL_UNAVAILABLE",
        "403 | model_not_found | Project has no access to model | MODEL_UNAVAILABLE",
        "404 | model_not_found | The model does not exist | MODEL_UNAVAILABLE",
        "404 | '' | '' | MODEL_UNAVAILABLE",
        "400 | context_length_exceeded | Input tokens exceed the limit | CONTEXT_TOO_LONG",
        "400 | invalid_request_error | This model's maximum context length is 8 | CONTEXT_TOO_LONG",
        "401 | invalid_api_key | Incorrect API key provided | ACCESS_DENIED",
        "403 | unsupported_country_region_territory | Country not supported | ACCESS_DENIED",
        "400 | invalid-argument | Incorrect API key provided. | ACCESS_DENIED",
        "400 | model_decommissioned | The model is no longer supported | MODEL_UNAVAILABLE",
        "400 | '' | x/y is not a valid model ID | MODEL_UNAVAILABLE",
        "400 | invalid_request_error | Model Not Exist | MODEL_UNAVAILABLE",
        "403 | chat_completions_not_available | Use the Agent API | MODEL_UNAVAILABLE",
        "400 | '' | This model's maximum prompt length is 131072 | CONTEXT_TOO_LONG",
        "400 | content_filter | The prompt triggered a filter | FILTERED",
        "400 | invalid_prompt | Flagged as violating our usage policy | FILTERED",
        "400 | invalid_request_error | Content Exists Risk | FILTERED",
        "403 | '' | Content violates usage guidelines. | FILTERED",
        "403 | 403 | The model requires moderation and your input was flagged | FILTERED",
        "400 | tool_use_failed | Failed to call a function | UNUSABLE_ANSWER",
        "400 | json_validate_failed | Failed to generate JSON | UNUSABLE_ANSWER",
        "402 | '' | Insufficient Balance | QUOTA_EXHAUSTED",
        "429 | '' | Your team reached its monthly spending limit | QUOTA_EXHAUSTED",
        "413 | '' | '' | REQUEST_TOO_LARGE",
        "429 | insufficient_quota | You exceeded your current quota | QUOTA_EXHAUSTED",
        "429 | billing_not_active | Your account is not active | QUOTA_EXHAUSTED",
        "400 | billing_hard_limit_reached | Billing hard limit | QUOTA_EXHAUSTED",
        "429 | rate_limit_exceeded | Request too large for gpt-4o: Limit 10, Requested 20"
            + " | REQUEST_TOO_LARGE",
        "429 | rate_limit_exceeded | Rate limit reached | RATE_LIMITED",
        "500 | server_error | The server had an error | SERVER_ERROR",
        "500 | server_error | The engine is currently overloaded | OVERLOADED",
        "503 | '' | Slow Down | OVERLOADED",
        "520 | '' | '' | SERVER_ERROR",
      })
  void knowsWhoseFaultAnErrorIs(int status, String code, String message, Fault fault) {
    String body =
        "{\"error\":{\"message\":\"%s\",\"type\":\"t\",\"param\":null,\"code\":\"%s\"}}"
            .formatted(message, code);

    assertThat(fault(codec.decode(response(status, body)))).isEqualTo(fault);
  }

  @Test
  void findsTheWordForAQuotaInTypeOrCode() {
    String byType = "{\"error\":{\"message\":\"x\",\"type\":\"insufficient_quota\",\"code\":null}}";

    assertThat(failed(codec.decode(response(429, byType))).againHere()).isFalse();
    assertThat(fault(codec.decode(response(429, byType)))).isEqualTo(Fault.QUOTA_EXHAUSTED);
  }

  @Test
  void takesTheWaitFromTheMessageWhenNoHeaderTellsIt() {
    String told = "{\"error\":{\"message\":\"Please try again in 3.89s.\"}}";

    assertThat(failed(codec.decode(response(429, told))).retryAfter())
        .contains(Duration.ofMillis(3890));
    assertThat(
            failed(
                    codec.decode(
                        new WireResponse(
                            429, Map.of("retry-after", List.of("2")), told.getBytes(UTF_8))))
                .retryAfter())
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void waitsForTheLimitThatIsUsedUpWhenNothingElseIsTold() {
    Map<String, List<String>> headers =
        Map.of(
            "x-ratelimit-remaining-requests", List.of("0"),
            "x-ratelimit-reset-requests", List.of("8.64s"));
    byte[] body = "{\"error\":{\"message\":\"Rate limit reached\"}}".getBytes(UTF_8);

    assertThat(failed(codec.decode(new WireResponse(429, headers, body))).retryAfter())
        .contains(Duration.ofMillis(8640));
    assertThat(failed(codec.decode(new WireResponse(500, headers, body))).retryAfter()).isEmpty();
  }

  @Test
  void findsTheRequestIdWhateverTheServerCallsIt() {
    assertThat(codec.requestId(new WireResponse(200, Map.of("x-ds-trace-id", List.of("a")), NONE)))
        .contains("a");
    assertThat(
            codec.requestId(
                new WireResponse(
                    200, Map.of("inference-id", List.of("a"), "X-Request-Id", List.of("b")), NONE)))
        .contains("b");
    assertThat(codec.requestId(new WireResponse(200, Map.of(), NONE))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":\"no such model\"} | 400: no such model",
        "{\"detail\":\"Invalid\"} | 400: Invalid",
        "{\"object\":\"error\",\"message\":\"Bad\",\"type\":\"invalid\",\"code\":null}"
            + " | 400 invalid: Bad",
        "{\"error\":{\"message\":\"Bad\",\"code\":400}} | 400: Bad",
        "<html></html> | 400: the provider gave no reason",
      })
  void readsTheShapesOfItsImitators(String body, String reason) {
    assertThat(codec.decode(response(400, body))).isEqualTo(new Outcome.Rejected(400, reason));
  }

  private Reply reply(String message, String finishReason) {
    return ((Outcome.Answered) codec.decode(success(message, finishReason))).reply();
  }

  private static Outcome.Failed failed(Outcome outcome) {
    return (Outcome.Failed) outcome;
  }

  private static Fault fault(Outcome outcome) {
    return failed(outcome).fault();
  }

  private static WireResponse success(String message, String finishReason) {
    return response(
        200,
        "{\"choices\":[{\"message\":%s,\"finish_reason\":\"%s\"}]}"
            .formatted(message, finishReason));
  }

  private static WireResponse response(int status, String body) {
    return new WireResponse(status, Map.of(), body.getBytes(UTF_8));
  }
}
