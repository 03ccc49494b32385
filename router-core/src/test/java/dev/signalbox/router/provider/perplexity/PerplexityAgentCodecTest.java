package dev.signalbox.router.provider.perplexity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.table.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PerplexityAgentCodecTest {
  private static final ChatRequest HELLO = ChatRequest.of(Message.user("Hello"));
  private static final String INPUT =
      "\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"Hello\"}]";
  private static final String SIGNED_CALL =
      "{\"type\":\"function_call\",\"call_id\":\"c0\",\"name\":\"add\",\"arguments\":\"{}\","
          + "\"thought_signature\":\"c2ln\"}";

  private final PerplexityAgentCodec codec = new PerplexityAgentCodec("perplexity");

  @Test
  void asksAModelOrAPreset() {
    WireRequest request = codec.encode(Target.of("perplexity", "openai/gpt-6-luna"), HELLO, false);

    assertThat(request.path()).isEqualTo("/v1/agent");
    assertThat(new String(request.body(), UTF_8))
        .isEqualTo("{" + INPUT + ",\"store\":false,\"model\":\"openai/gpt-6-luna\"}");
    assertThat(sent("preset/fast", HELLO))
        .isEqualTo("{" + INPUT + ",\"store\":false,\"preset\":\"fast\"}");
  }

  @Test
  void demandsTheSearchThatWasAskedForAndBoundsIt() {
    assertThat(sent("preset/fast", HELLO.change().search(true).effort(Effort.LOW).build()))
        .isEqualTo(
            "{"
                + INPUT
                + ",\"tools\":[{\"type\":\"web_search\"}],\"reasoning\":{\"effort\":\"low\"},"
                + "\"store\":false,\"preset\":\"fast\","
                + "\"tool_choice\":{\"type\":\"web_search\"},\"max_steps\":5}");
  }

  @Test
  void letsTheCallersOwnDemandForAToolGoBeforeTheSearch() {
    Tool add = new Tool("add", "", Json.newObject().put("type", "object"), false);
    ChatRequest request =
        HELLO
            .change()
            .toolUse(new ToolUse(List.of(add), new ToolUse.Choice.Required(), true))
            .search(true)
            .build();

    assertThat(sent("m/n", request)).contains("\"tool_choice\":\"required\"");
  }

  @Test
  void asksForAFormatAsChatDid() {
    ResponseFormat format =
        new ResponseFormat.JsonSchema("city", Json.newObject().put("type", "object"), true);

    assertThat(sent("m/n", HELLO.change().format(format).build()))
        .contains(
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"city\","
                + "\"schema\":{\"type\":\"object\"},\"strict\":true}}");
  }

  @Test
  void sendsTheSignatureOfACallBackWithIt() {
    Reply reply = answered(SIGNED_CALL);
    assertThat(reply.finish()).isEqualTo(FinishReason.TOOL_CALLS);

    ChatRequest next =
        HELLO.followedBy(
            reply.message().orElseThrow(),
            Message.toolResults(new Part.ToolResult("c0", "add", "2", false)));

    assertThat(sent("m/n", next))
        .contains(
            "{\"type\":\"function_call\",\"call_id\":\"c0\",\"name\":\"add\","
                + "\"arguments\":\"{}\",\"thought_signature\":\"c2ln\"}");
  }

  @Test
  void citesFirstWhatTheTextRefersToThenTheRest() {
    Reply reply =
        answered(
            """
            {"type":"search_results","queries":null,"results":[\
            {"id":1,"url":"https://a.example"},{"id":2,"url":"https://b.example","title":"B"},\
            {"id":3,"url":"https://a.example"},{"id":4,"url":"https://d.example"}]},\
            {"type":"message","content":[{"type":"output_text","text":"So.[4][9] And.[2][4]"}]}\
            """);

    assertThat(reply.citedUrls())
        .containsExactly("https://d.example", "https://b.example", "https://a.example");
  }

  @ParameterizedTest
  @CsvSource({"failed, SERVER_ERROR", "cancelled, SERVER_ERROR", "queued, UNUSABLE_ANSWER"})
  void takesNoAnswerThatSaysItIsNone(String status, Fault fault) {
    String body = "{\"status\":\"%s\",\"output\":[],\"error\":null}".formatted(status);

    assertThat(failed(codec.decode(response(200, body))).fault()).isEqualTo(fault);
  }

  @Test
  void waitsForTheLimitThatIsUsedUp() {
    Map<String, List<String>> headers =
        Map.of(
            "Date", List.of("Fri, 09 Oct 2026 19:07:20 GMT"),
            "x-ratelimit-limit", List.of("50"),
            "x-ratelimit-remaining", List.of("0"),
            "x-ratelimit-reset", List.of("1791572850"));
    String body =
        "{\"error\":{\"message\":\"later\",\"type\":\"request_rate_limit_exceeded\",\"code\":429}}";

    Outcome outcome = codec.decode(new WireResponse(429, headers, body.getBytes(UTF_8)));

    assertThat(failed(outcome).fault()).isEqualTo(Fault.RATE_LIMITED);
    assertThat(failed(outcome).retryAfter()).contains(Duration.ofSeconds(10));
  }

  @Test
  void takesItsOwnSearchForNoCallOfATool() {
    AnswerStream stream = codec.stream(response(200, ""));
    String search = SIGNED_CALL.replace("\"add\"", "\"search_web\"");

    List<Piece> pieces =
        new ArrayList<>(take(stream, event("response.output_item.added", "\"item\":" + search)));

    assertThat(pieces).isEmpty();
    assertThat(stream.soFar().toolCalls()).isEmpty();
  }

  @Test
  void tellsACallThatCameInOnePieceAtTheEnd() {
    AnswerStream stream = codec.stream(response(200, ""));
    take(stream, event("response.output_item.added", "\"item\":" + SIGNED_CALL));
    take(stream, event("response.output_item.done", "\"item\":" + SIGNED_CALL));

    List<Piece> pieces =
        take(
            stream,
            event(
                "response.completed",
                "\"response\":{\"status\":\"completed\",\"output\":[" + SIGNED_CALL + "]}"));

    assertThat(pieces)
        .containsExactly(new Piece.ToolCall(0, "c0", "add"), new Piece.Arguments(0, "{}"));
  }

  @Test
  void failsWithAnErrorBesideTheAnswer() {
    AnswerStream stream = codec.stream(response(200, ""));
    take(stream, event("response.failed", "\"error\":{\"message\":\"No.\",\"code\":503}"));

    assertThat(stream.ended()).isTrue();
    assertThat(failed(stream.outcome()).fault()).isEqualTo(Fault.OVERLOADED);
  }

  @Test
  void endsWhenItIsCancelled() {
    AnswerStream stream = codec.stream(response(200, ""));
    take(stream, event("response.cancelled", "\"response\":{\"status\":\"cancelled\"}"));

    assertThat(stream.ended()).isTrue();
    assertThat(failed(stream.outcome()).fault()).isEqualTo(Fault.SERVER_ERROR);
  }

  private Reply answered(String items) {
    String body = "{\"status\":\"completed\",\"output\":[" + items + "]}";
    return ((Outcome.Answered) codec.decode(response(200, body))).reply();
  }

  private String sent(String model, ChatRequest request) {
    return new String(codec.encode(Target.of("perplexity", model), request, false).body(), UTF_8);
  }

  private static List<Piece> take(AnswerStream stream, String data) {
    return stream.take(new ServerEvent("", data));
  }

  private static Outcome.Failed failed(Outcome outcome) {
    return (Outcome.Failed) outcome;
  }

  private static WireResponse response(int status, String body) {
    return new WireResponse(status, Map.of(), body.getBytes(UTF_8));
  }

  private static String event(String type, String fields) {
    return "{\"type\":\"%s\",\"output_index\":0,%s}".formatted(type, fields);
  }
}
