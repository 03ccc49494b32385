package dev.signalbox.router.provider.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.WireResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiCodecTest {
  private final GeminiCodec codec = new GeminiCodec("google");

  @ParameterizedTest
  @CsvSource({
    "STOP, DONE",
    "MAX_TOKENS, LENGTH",
    "SAFETY, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "BLOCKLIST, CONTENT_FILTER",
    "PROHIBITED_CONTENT, CONTENT_FILTER",
    "SPII, CONTENT_FILTER",
    "IMAGE_SAFETY, CONTENT_FILTER",
    "MALFORMED_FUNCTION_CALL, OTHER",
    "TOO_MANY_TOOL_CALLS, OTHER",
    "LANGUAGE, OTHER",
    "SOMETHING_NEW, OTHER",
  })
  void knowsEveryEndAndSurvivesNewOnes(String reason, FinishReason finish) {
    assertThat(reply("[{'text':'Hi'}]", reason).finish()).isEqualTo(finish);
  }

  @Test
  void knowsThatAnAnswerWithCallsWantsThemCalled() {
    Reply reply =
        reply(
            "[{'functionCall':{'name':'pay','args':{'sum':10.10},'id':'c1'},"
                + "'thoughtSignature':'s'},{'functionCall':{'name':'now'}}]",
            "STOP");

    assertThat(reply.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.toolCalls())
        .containsExactly(
            new Part.ToolCall("c1", "pay", "{\"sum\":10.10}"), new Part.ToolCall("", "now", "{}"));
    assertThat(reply.content().get(1))
        .isInstanceOfSatisfying(
            Part.Bound.class,
            bound -> {
              assertThat(bound.provider()).isEqualTo("google");
              assertThat(bound.data()).hasToString("{\"thoughtSignature\":\"s\"}");
            });
  }

  @Test
  void tellsThoughtsFromTextAndKeepsSignedPartsApart() {
    Reply reply =
        reply(
            "[{'text':'hm','thought':true},{'text':'A'},{'text':'B'},"
                + "{'text':'C','thoughtSignature':'s'},{'text':'','thoughtSignature':'t'},"
                + "{'executableCode':{'code':'1'}},{}]",
            "STOP");

    assertThat(reply.reasoning()).isEqualTo("hm");
    assertThat(reply.text()).isEqualTo("ABC");
    assertThat(reply.content().stream().map(GeminiCodecTest::shown))
        .containsExactly(
            "Reasoning hm",
            "Text AB",
            "Text C",
            "Bound {\"thoughtSignature\":\"s\"}",
            "Bound {\"text\":\"\",\"thoughtSignature\":\"t\"}",
            "Bound {\"executableCode\":{\"code\":\"1\"}}");
  }

  @Test
  void citesEachPageOnce() {
    Reply reply =
        replyOf(
            "{'candidates':[{'content':{'parts':[{'text':'Hi'}]},'finishReason':'STOP',"
                + "'groundingMetadata':{'webSearchQueries':['a','b'],'groundingChunks':["
                + "{'web':{'uri':'https://a.example','title':'A'}},"
                + "{'retrievedContext':{'uri':'https://b.example'}},"
                + "{'web':{'uri':'https://a.example','title':'again'}},{'web':{}},7]},"
                + "'citationMetadata':{'citationSources':[{'uri':'https://c.example'}]}}],"
                + "'modelVersion':'gemini-3.5-flash'}");

    assertThat(reply.citations())
        .containsExactly(
            new Citation(Optional.of("https://a.example"), Optional.of("A"), Optional.empty()),
            Citation.of("https://b.example"),
            Citation.of("https://c.example"));
    assertThat(reply.usage().searches()).isEqualTo(2);
  }

  @Test
  void countsSearchingOnceWhereItIsBilledOnce() {
    Reply reply =
        replyOf(
            "{'candidates':[{'content':{'parts':[{'text':'Hi'}]},'finishReason':'STOP',"
                + "'groundingMetadata':{'webSearchQueries':['a','b']}}],"
                + "'modelVersion':'gemini-2.5-flash'}");

    assertThat(reply.usage().searches()).isEqualTo(1);
  }

  @Test
  void countsEachTokenOnce() {
    Reply reply =
        replyOf(
            "{'candidates':[{'content':{'parts':[{'text':'Hi'}]},'finishReason':'STOP'}],"
                + "'usageMetadata':{'promptTokenCount':100,'cachedContentTokenCount':60,"
                + "'toolUsePromptTokenCount':7,'candidatesTokenCount':5,'thoughtsTokenCount':3}}");

    assertThat(reply.usage()).isEqualTo(new Usage(47, 60, 0, 8, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'},'modelVersion':'m'}"
            + " | the provider's filter withheld the answer: PROHIBITED_CONTENT",
        "{'promptFeedback':{'blockReason':'SAFETY','blockReasonMessage':'Because.'}}"
            + " | the provider's filter withheld the answer: SAFETY: Because.",
        "{'candidates':[{'finishReason':'RECITATION'}]}"
            + " | the provider's filter withheld the answer: RECITATION",
      })
  void saysWhatTheFilterSaid(String body, String detail) {
    assertThat(codec.decode(response(200, body)))
        .isEqualTo(new Outcome.Failed(Fault.FILTERED, detail, Optional.empty()));
  }

  @Test
  void takesAnEmptyAnswerForAnAnswerOnlyWhenItsEndExplainsIt() {
    assertThat(reply("[]", "MAX_TOKENS").finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(fault(200, "{'candidates':[{'finishReason':'STOP'}]}"))
        .isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(fault(200, "{'candidates':[]}")).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "400 | INVALID_ARGUMENT | API key not valid. | 'reason':'API_KEY_INVALID' | ACCESS_DENIED",
        "400 | FAILED_PRECONDITION | User location is not supported | 'x':1 | ACCESS_DENIED",
        "400 | INVALID_ARGUMENT | The input token count (2) exceeds the maximum | 'x':1"
            + " | CONTEXT_TOO_LONG",
        "400 | INVALID_ARGUMENT | Request payload size exceeds the limit: 20971520 bytes. | 'x':1"
            + " | REQUEST_TOO_LARGE",
        "401 | UNAUTHENTICATED | no | 'x':1 | ACCESS_DENIED",
        "403 | PERMISSION_DENIED | no | 'x':1 | ACCESS_DENIED",
        "404 | NOT_FOUND | no such model | 'x':1 | MODEL_UNAVAILABLE",
        "429 | RESOURCE_EXHAUSTED | slow down | 'x':1 | RATE_LIMITED",
        "429 | RESOURCE_EXHAUSTED | input token count | 'violations':[{'quotaId':"
            + "'GenerateRequestsPerMinute'},{'quotaId':'GenerateRequestsPerDayPerProject'}]"
            + " | QUOTA_EXHAUSTED",
        "499 | CANCELLED | cancelled | 'x':1 | SERVER_ERROR",
        "500 | INTERNAL | Internal error | 'x':1 | SERVER_ERROR",
        "503 | UNAVAILABLE | The model is overloaded. | 'x':1 | OVERLOADED",
        "504 | DEADLINE_EXCEEDED | late | 'x':1 | SERVER_ERROR",
      })
  void knowsWhoseFaultAnErrorIsOutsideASuccessAndInside(
      int status, String word, String message, String detail, Fault fault) {
    String error =
        "{'error':{'code':%d,'status':'%s','message':'%s','details':[{%s}]}}"
            .formatted(status, word, message, detail);

    assertThat(fault(status, error)).isEqualTo(fault);
    assertThat(fault(status, "[" + error + "]")).isEqualTo(fault);
    assertThat(fault(200, error)).isEqualTo(fault);
    assertThat(fault(200, "[" + error + "]")).isEqualTo(fault);
  }

  @Test
  void handsTheRequestBackWhenTheRequestIsWrong() {
    String error = "{'error':{'code':400,'status':'INVALID_ARGUMENT','message':'Bad.'}}";

    assertThat(codec.decode(response(400, error)))
        .isEqualTo(new Outcome.Rejected(400, "400 INVALID_ARGUMENT: Bad."));
  }

  @Test
  void waitsASecondLongerThanTheDetailsSay() {
    assertThat(retryAfter("{'retryDelay':'34.4s'}")).contains(Duration.ofMillis(35_400));
    assertThat(retryAfter("{'retryDelay':'soon'}")).isEmpty();
    assertThat(retryAfter("{'violations':[{'quotaId':'PerDay'}]},{'retryDelay':'34s'}")).isEmpty();
  }

  @Test
  void readsAStreamThatCameAsAnArray() {
    String array =
        "[{'candidates':[{'content':{'parts':[{'text':'How'}]}}]},"
            + "{'candidates':[{'content':{'parts':[{'text':' so?'}]}%s}],"
            + "'usageMetadata':{'promptTokenCount':3}}]";

    assertThat(replyOf(array.formatted(",'finishReason':'STOP'")).text()).isEqualTo("How so?");
    assertThat(fault(200, array.formatted(""))).isEqualTo(Fault.CUT);
    assertThat(fault(200, "[]")).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void findsTheRequestIdInTheBody() {
    assertThat(codec.requestId(response(200, "{'responseId':'r1'}"))).contains("r1");
    assertThat(codec.requestId(response(200, "[{'responseId':'r2'}]"))).contains("r2");
    assertThat(codec.requestId(response(500, "<html>"))).isEmpty();
    assertThat(codec.headroom(response(200, "{}"))).isEqualTo(Headroom.UNKNOWN);
  }

  private Optional<Duration> retryAfter(String details) {
    String error = "{'error':{'code':429,'message':'slow','details':[" + details + "]}}";
    return ((Outcome.Failed) codec.decode(response(429, error))).retryAfter();
  }

  private static String shown(Part part) {
    return switch (part) {
      case Part.Text(var text) -> "Text " + text;
      case Part.Reasoning(var text) -> "Reasoning " + text;
      case Part.Bound(_, var data) -> "Bound " + data;
      default -> part.toString();
    };
  }

  private Fault fault(int status, String body) {
    return ((Outcome.Failed) codec.decode(response(status, body))).fault();
  }

  private Reply reply(String parts, String reason) {
    return replyOf(
        "{'candidates':[{'content':{'parts':%s},'finishReason':'%s'}]}".formatted(parts, reason));
  }

  private Reply replyOf(String body) {
    return ((Outcome.Answered) codec.decode(response(200, body))).reply();
  }

  private static WireResponse response(int status, String body) {
    return new WireResponse(
        status,
        Map.of("content-type", List.of("application/json")),
        body.replace('\'', '"').getBytes(UTF_8));
  }
}
