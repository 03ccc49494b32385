package dev.signalbox.router.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.WireResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicMessagesCodecTest {
  private static final Map<String, List<String>> NO_HEADERS = Map.of();

  private final AnthropicMessagesCodec codec = new AnthropicMessagesCodec("anthropic");

  @ParameterizedTest
  @CsvSource({
    "end_turn, DONE",
    "stop_sequence, DONE",
    "max_tokens, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "tool_use, TOOL_CALLS",
    "refusal, REFUSAL",
    "pause_turn, OTHER",
    "something_new, OTHER",
  })
  void knowsEveryEndAndSurvivesNewOnes(String stopReason, FinishReason finish) {
    assertThat(reply("[{\"type\":\"text\",\"text\":\"Hi\"}]", stopReason).finish())
        .isEqualTo(finish);
  }

  @Test
  void keepsTheArgumentsOfAToolAsTheModelWroteThem() {
    Reply reply =
        reply(
            "[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"pay\",\"input\":"
                + "{\"sum\":10.10,\"id\":12345678901234567890123}},"
                + "{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"now\"}]",
            "tool_use");

    assertThat(reply.toolCalls())
        .containsExactly(
            new Part.ToolCall("t1", "pay", "{\"sum\":10.10,\"id\":12345678901234567890123}"),
            new Part.ToolCall("t2", "now", "{}"));
  }

  @Test
  void takesAnEmptyAnswerForAnAnswerOnlyWhenItsEndExplainsIt() {
    assertThat(reply("[]", "refusal").text()).isEmpty();
    assertThat(reply("[{\"type\":\"thinking\",\"thinking\":\"…\"}]", "max_tokens").finish())
        .isEqualTo(FinishReason.LENGTH);
    assertThat(fault(codec.decode(success("[]", "end_turn")))).isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(fault(codec.decode(success("[]", "tool_use")))).isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(fault(codec.decode(success("[]", "new")))).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({
    "overloaded_error, Overloaded, OVERLOADED, 529",
    "rate_limit_error, slow down, RATE_LIMITED, 429",
    "api_error, Internal server error, SERVER_ERROR, 500",
    "timeout_error, timed out, SERVER_ERROR, 504",
    "authentication_error, no, ACCESS_DENIED, 401",
    "permission_error, no, ACCESS_DENIED, 403",
    "billing_error, pay, QUOTA_EXHAUSTED, 402",
    "not_found_error, model: x, MODEL_UNAVAILABLE, 404",
    "request_too_large, too large, REQUEST_TOO_LARGE, 413",
    "something_new, oops, SERVER_ERROR, 500",
  })
  void takesAnErrorInsideASuccessForWhatItWouldBeOutside(
      String type, String message, Fault fault, int status) {
    Outcome outcome = codec.decode(error(200, Map.of("retry-after", List.of("19")), type, message));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                fault,
                "an error inside a success, %d %s: %s".formatted(status, type, message),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | invalid_request_error | prompt is too long: 210000 tokens > 200000 maximum"
            + " | CONTEXT_TOO_LONG",
        "400 | invalid_request_error | input length and `max_tokens` exceed context limit: 1 + 2 > 3"
            + " | CONTEXT_TOO_LONG",
        "400 | invalid_request_error | You have reached your specified API usage limits."
            + " | QUOTA_EXHAUSTED",
        "400 | invalid_request_error | Your credit balance is too low to access the Anthropic API."
            + " | QUOTA_EXHAUSTED",
        "401 | authentication_error | invalid x-api-key | ACCESS_DENIED",
        "402 | billing_error | payment required | QUOTA_EXHAUSTED",
        "403 | permission_error | not allowed | ACCESS_DENIED",
        "404 | not_found_error | model: claude-0 | MODEL_UNAVAILABLE",
        "408 | '' | '' | SERVER_ERROR",
        "409 | '' | '' | SERVER_ERROR",
        "413 | request_too_large | Request exceeds the maximum size | REQUEST_TOO_LARGE",
        "429 | rate_limit_error | slow down | RATE_LIMITED",
        "500 | api_error | Internal server error | SERVER_ERROR",
        "500 | api_error | Overloaded | OVERLOADED",
        "502 | '' | '' | SERVER_ERROR",
        "503 | '' | '' | OVERLOADED",
        "504 | timeout_error | timed out | SERVER_ERROR",
        "529 | overloaded_error | Overloaded | OVERLOADED",
        "302 | '' | '' | UNUSABLE_ANSWER",
      })
  void knowsWhoseFaultAnErrorIs(int status, String type, String message, Fault fault) {
    assertThat(fault(codec.decode(error(status, NO_HEADERS, type, message)))).isEqualTo(fault);
  }

  @Test
  void handsTheRequestBackWhenTheRequestIsWrong() {
    assertThat(codec.decode(error(400, NO_HEADERS, "invalid_request_error", "max_tokens: too big")))
        .isEqualTo(new Outcome.Rejected(400, "400 invalid_request_error: max_tokens: too big"));
    assertThat(codec.decode(response(422, NO_HEADERS, "<html>")))
        .isEqualTo(new Outcome.Rejected(422, "422: the provider gave no reason"));
  }

  @Test
  void letsTheProviderOverruleWhetherToAskAgain() {
    var yes = Map.of("x-should-retry", List.of("true"));
    var no = Map.of("x-should-retry", List.of("false"));

    assertThat(failed(codec.decode(error(529, no, "overloaded_error", ""))).againHere()).isFalse();
    assertThat(failed(codec.decode(error(403, yes, "forbidden", ""))).againHere()).isTrue();
    assertThat(failed(codec.decode(error(400, yes, "", ""))).fault()).isEqualTo(Fault.SERVER_ERROR);
    assertThat(codec.decode(error(400, no, "", ""))).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void waitsForTheLastOfTheLimitsThatAreUsedUpWhenNoWaitIsTold() {
    Map<String, List<String>> headers =
        new HashMap<>(
            Map.of(
                "date", List.of("Mon, 23 Nov 2026 12:00:00 GMT"),
                "anthropic-ratelimit-requests-remaining", List.of("0"),
                "anthropic-ratelimit-requests-reset", List.of("2026-11-23T12:00:05Z"),
                "anthropic-ratelimit-output-tokens-remaining", List.of("0"),
                "anthropic-ratelimit-output-tokens-reset", List.of("2026-11-23T12:00:09Z"),
                "anthropic-ratelimit-tokens-remaining", List.of("1"),
                "anthropic-ratelimit-tokens-reset", List.of("2026-11-23T12:30:00Z")));

    assertThat(failed(codec.decode(error(429, headers, "", ""))).retryAfter())
        .contains(Duration.ofSeconds(9));
    headers.put("retry-after", List.of("3"));
    assertThat(failed(codec.decode(error(429, headers, "", ""))).retryAfter())
        .contains(Duration.ofSeconds(3));
  }

  @Test
  void tellsWhatIsLeftOfTheScarcestLimit() {
    Map<String, List<String>> headers =
        Map.of(
            "date", List.of("Mon, 23 Nov 2026 12:00:00 GMT"),
            "anthropic-ratelimit-requests-limit", List.of("1000"),
            "anthropic-ratelimit-requests-remaining", List.of("900"),
            "anthropic-ratelimit-requests-reset", List.of("2026-11-23T12:00:01Z"),
            "anthropic-ratelimit-input-tokens-limit", List.of("200000"),
            "anthropic-ratelimit-input-tokens-remaining", List.of("141000"),
            "anthropic-ratelimit-input-tokens-reset", List.of("2026-11-23T12:00:18Z"),
            "anthropic-ratelimit-output-tokens-limit", List.of("80000"),
            "anthropic-ratelimit-output-tokens-remaining", List.of("66000"),
            "anthropic-ratelimit-output-tokens-reset", List.of("2026-11-23T12:00:10Z"));

    assertThat(codec.headroom(response(200, headers, "{}")))
        .isEqualTo(
            new Headroom(
                OptionalLong.of(900),
                OptionalLong.of(66_000),
                Optional.of(Duration.ofSeconds(18))));
    assertThat(codec.headroom(response(200, NO_HEADERS, "{}"))).isEqualTo(Headroom.UNKNOWN);
    assertThat(
            codec.headroom(
                response(200, Map.of("anthropic-ratelimit-tokens-remaining", List.of("-1")), "{}")))
        .isEqualTo(Headroom.UNKNOWN);
  }

  @Test
  void countsWhatTheCacheKeepsForAnHourAndWhatWasSearched() {
    String body =
        """
        {"content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{\
        "input_tokens":1,"cache_read_input_tokens":2,"cache_creation_input_tokens":7,\
        "cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4},\
        "output_tokens":6,"output_tokens_details":{"thinking_tokens":5},\
        "server_tool_use":{"web_search_requests":8}}}\
        """;

    assertThat(((Outcome.Answered) codec.decode(response(200, NO_HEADERS, body))).reply().usage())
        .isEqualTo(new Usage(1, 2, 7, 6, 5, 4, 8));
  }

  @Test
  void keepsThePlaceOfWhatOnlyAnthropicCanRead() {
    Reply reply =
        reply(
            "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},"
                + "{\"type\":\"text\",\"text\":\"Hi\"},"
                + "{\"type\":\"server_tool_use\",\"id\":\"1\"},{\"type\":\"text\",\"text\":\"\"}]",
            "pause_turn");

    assertThat(reply.content())
        .satisfiesExactly(
            part -> assertThat(part).isEqualTo(new Part.Reasoning("hm")),
            part ->
                assertThat(((Part.Bound) part).data().path("signature").stringValue())
                    .isEqualTo("s"),
            part -> assertThat(part).isEqualTo(new Part.Text("Hi")),
            part -> assertThat(((Part.Bound) part).provider()).isEqualTo("anthropic"));
  }

  @Test
  void findsTheRequestIdInTheHeaderElseInTheBody() {
    assertThat(codec.requestId(response(200, Map.of("Request-Id", List.of("a")), "{}")))
        .contains("a");
    assertThat(codec.requestId(response(500, NO_HEADERS, "{\"request_id\":\"b\"}"))).contains("b");
    assertThat(codec.requestId(response(500, NO_HEADERS, "{\"request_id\":null}"))).isEmpty();
  }

  private Reply reply(String content, String stopReason) {
    return ((Outcome.Answered) codec.decode(success(content, stopReason))).reply();
  }

  private static Outcome.Failed failed(Outcome outcome) {
    return (Outcome.Failed) outcome;
  }

  private static Fault fault(Outcome outcome) {
    return failed(outcome).fault();
  }

  private static WireResponse success(String content, String stopReason) {
    String body = "{\"content\":%s,\"stop_reason\":\"%s\"}".formatted(content, stopReason);
    return response(200, Map.of("retry-after", List.of("19")), body);
  }

  private static WireResponse error(
      int status, Map<String, List<String>> headers, String type, String message) {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
            .formatted(type, message);
    return response(status, headers, body);
  }

  private static WireResponse response(int status, Map<String, List<String>> headers, String body) {
    return new WireResponse(status, headers, body.getBytes(UTF_8));
  }
}
