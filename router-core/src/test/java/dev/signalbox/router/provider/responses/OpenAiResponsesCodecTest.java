package dev.signalbox.router.provider.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.table.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class OpenAiResponsesCodecTest {
  private static final String TEXT =
      "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]}";
  private static final String CALL =
      "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"add\","
          + "\"arguments\":\"{\\\"a\\\":1}\"}";
  private static final String THOUGHT =
      "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\","
          + "\"text\":\"First\"},{\"type\":\"summary_text\",\"text\":\"Second\"}],"
          + "\"encrypted_content\":\"gAAAA\"}";

  private final OpenAiResponsesCodec codec = new OpenAiResponsesCodec("openai");

  @ParameterizedTest
  @CsvSource({
    "max_output_tokens, LENGTH",
    "content_filter, CONTENT_FILTER",
    "something_new, OTHER",
  })
  void knowsWhyAnAnswerIsIncompleteAndSurvivesNewReasons(String reason, FinishReason finish) {
    assertThat(answered(incomplete(reason), TEXT).finish()).isEqualTo(finish);
  }

  @Test
  void takesAnIncompleteAnswerWithoutAReasonForACutOne() {
    assertThat(answered("\"status\":\"incomplete\",\"incomplete_details\":null", TEXT).finish())
        .isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void takesAnEmptyAnswerForAnAnswerOnlyWhenItsEndExplainsIt() {
    assertThat(answered(incomplete("max_output_tokens"), THOUGHT).text()).isEmpty();
    assertThat(failed(incomplete("content_filter"), THOUGHT).fault()).isEqualTo(Fault.FILTERED);
    assertThat(failed("\"status\":\"completed\"", THOUGHT).fault())
        .isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void takesARefusalForARefusalThoughTheAnswerIsCompleted() {
    Reply reply =
        answered(
            "\"status\":\"completed\"",
            "{\"type\":\"message\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"I can't.\"}]}");

    assertThat(reply.finish()).isEqualTo(FinishReason.REFUSAL);
    assertThat(reply.refusal()).contains("I can't.");
  }

  @ParameterizedTest
  @CsvSource({
    "failed, SERVER_ERROR, true",
    "cancelled, SERVER_ERROR, true",
    "queued, UNUSABLE_ANSWER, false",
    "in_progress, UNUSABLE_ANSWER, false",
  })
  void takesNoAnswerThatSaysItIsNone(String status, Fault fault, boolean againHere) {
    Outcome.Failed failed = failed("\"status\":\"" + status + "\",\"error\":null", TEXT);

    assertThat(failed.fault()).isEqualTo(fault);
    assertThat(failed.againHere()).isEqualTo(againHere);
    assertThat(failed.detail()).endsWith(status);
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, Sorry, SERVER_ERROR, true",
    "a_new_one, Sorry, SERVER_ERROR, true",
    "server_is_overloaded, Sorry, OVERLOADED, true",
    "slow_down, Sorry, OVERLOADED, true",
    "rate_limit_exceeded, Try later, RATE_LIMITED, true",
    "rate_limit_exceeded, Request too large for gpt-4o, REQUEST_TOO_LARGE, false",
    "insufficient_quota, You exceeded your quota, QUOTA_EXHAUSTED, false",
    "context_length_exceeded, Too long, CONTEXT_TOO_LONG, false",
    "image_content_policy_violation, No, FILTERED, false",
    "invalid_prompt, It may be violating our usage policy, FILTERED, false",
  })
  void knowsWhoseFaultAnErrorInsideASuccessIs(
      String code, String message, Fault fault, boolean againHere) {
    Outcome.Failed failed = failed(error(code, message), "");

    assertThat(failed.fault()).isEqualTo(fault);
    assertThat(failed.againHere()).isEqualTo(againHere);
  }

  @Test
  void rejectsWhatIsTheRequestsOwnFaultInsideASuccessToo() {
    assertThat(decode(200, body(error("invalid_image_url", "No such image"), "")))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void readsTheWaitFromTheSentenceInsideASuccess() {
    Outcome.Failed failed =
        failed(error("rate_limit_exceeded", "Please try again in 1.5s. Visit us"), "");

    assertThat(failed.retryAfter()).contains(Duration.ofMillis(1_500));
  }

  @ParameterizedTest
  @CsvSource({
    "400, model_not_found, MODEL_UNAVAILABLE",
    "401, invalid_api_key, ACCESS_DENIED",
    "403, model_not_found, MODEL_UNAVAILABLE",
    "413, x, REQUEST_TOO_LARGE",
    "429, insufficient_quota, QUOTA_EXHAUSTED",
    "429, rate_limit_exceeded, RATE_LIMITED",
    "500, x, SERVER_ERROR",
    "503, x, OVERLOADED",
  })
  void knowsWhoseFaultAnErrorIs(int status, String code, Fault fault) {
    assertThat(decode(status, "{" + error(code, "Sorry") + "}"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.fault()).isEqualTo(fault));
  }

  @Test
  void keepsTheClassesOfTokensApart() {
    String usage =
        "\"status\":\"completed\",\"usage\":{\"input_tokens\":100,\"input_tokens_details\":"
            + "{\"cached_tokens\":60,\"cache_write_tokens\":30},\"output_tokens\":50,"
            + "\"output_tokens_details\":{\"reasoning_tokens\":20}}";

    assertThat(answered(usage, TEXT).usage()).isEqualTo(new Usage(10, 60, 30, 50, 20));
  }

  @Test
  void countsSearchesByItsItemsWhereTheyAreNotTold() {
    String search = "{\"type\":\"web_search_call\",\"action\":{\"type\":\"%s\"}}";
    String items =
        String.join(
            ",",
            search.formatted("search"),
            search.formatted("open_page"),
            search.formatted("search"),
            TEXT);

    assertThat(answered("\"status\":\"completed\"", items).usage().searches()).isEqualTo(2);
    assertThat(
            answered(
                    "\"status\":\"completed\",\"tool_usage\":{\"web_search\":{\"num_requests\":1}}",
                    items)
                .usage()
                .searches())
        .isEqualTo(1);
  }

  @Test
  void citesEachPageOnce() {
    String pages =
        Stream.of("a", "b", "a")
            .map(
                "{\"type\":\"url_citation\",\"url\":\"https://%s.example\",\"title\":\"T\"}"
                    ::formatted)
            .collect(Collectors.joining(","));
    String text = TEXT.replace("\"Hi\"", "\"Hi\",\"annotations\":[" + pages + "]");

    assertThat(answered("\"status\":\"completed\"", text).citedUrls())
        .containsExactly("https://a.example", "https://b.example");
  }

  @Test
  void callsNoToolWithoutAName() {
    assertThat(failed("\"status\":\"completed\"", CALL.replace("\"add\"", "\"\"")).fault())
        .isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void showsReasoningAndKeepsForTheNextTurnWhatIsNotForUs() {
    Reply reply = answered("\"status\":\"completed\"", THOUGHT + "," + CALL);

    assertThat(reply.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.content())
        .containsExactly(
            new Part.Reasoning("First\n\nSecond"),
            new Part.Bound("openai", tree(THOUGHT)),
            new Part.ToolCall("call_1", "add", "{\"a\":1}"));
  }

  @Test
  void sendsBackWhatItsAnswerHeldInItsPlace() {
    String said =
        TEXT.replace("{\"type\":\"message\"", "{\"type\":\"message\",\"phase\":\"commentary\"");
    Reply reply = answered("\"status\":\"completed\"", THOUGHT + "," + said + "," + CALL);
    ChatRequest next =
        ChatRequest.of(Message.user("1?"))
            .followedBy(
                reply.message().orElseThrow(),
                Message.toolResults(new Part.ToolResult("call_1", "add", "2", false)));

    assertThat(input(next))
        .isEqualTo(
            tree("{\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"1?\"},"
                    + THOUGHT
                    + ",{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Hi\","
                    + "\"phase\":\"commentary\"},"
                    + "{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"add\","
                    + "\"arguments\":\"{\\\"a\\\":1}\"},"
                    + "{\"type\":\"function_call_output\",\"call_id\":\"call_1\","
                    + "\"output\":\"2\"}]}")
                .path("input"));
  }

  @Test
  void forgetsReasoningThatIsNotThereToBeSentBack() {
    Reply reply =
        answered(
            "\"status\":\"completed\"",
            THOUGHT.replace(",\"encrypted_content\":\"gAAAA\"", "") + "," + TEXT);

    assertThat(reply.content())
        .containsExactly(new Part.Reasoning("First\n\nSecond"), new Part.Text("Hi"));
  }

  private JsonNode input(ChatRequest request) {
    byte[] body = codec.encode(Target.of("openai", "gpt-5.6-sol"), request, false).body();
    return tree(new String(body, UTF_8)).path("input");
  }

  private Reply answered(String fields, String items) {
    Outcome outcome = decode(200, body(fields, items));
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered) outcome).reply();
  }

  private Outcome.Failed failed(String fields, String items) {
    Outcome outcome = decode(200, body(fields, items));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) outcome;
  }

  private static String body(String fields, String items) {
    return "{\"model\":\"m\",\"output\":[" + items + "]," + fields + "}";
  }

  private static String incomplete(String reason) {
    return "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"" + reason + "\"}";
  }

  private static String error(String code, String message) {
    return "\"error\":{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
  }

  private Outcome decode(int status, String body) {
    return codec.decode(
        new WireResponse(status, Map.<String, List<String>>of(), body.getBytes(UTF_8)));
  }

  private static JsonNode tree(String json) {
    return Json.object(json).orElseThrow();
  }
}
