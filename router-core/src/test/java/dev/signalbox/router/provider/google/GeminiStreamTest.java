package dev.signalbox.router.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.WireResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeminiStreamTest {
  private final AnswerStream stream =
      new GeminiCodec("google").stream(new WireResponse(200, Map.of(), new byte[0]));

  private final List<Piece> pieces = new ArrayList<>();

  @Test
  void isOverOnceEndAndUsageAreTold() {
    take(says("Hel", ""), says("lo", ",'finishReason':'STOP'"));
    assertThat(stream.ended()).isFalse();
    assertThat(((Outcome.Answered) stream.outcome()).reply().text()).isEqualTo("Hello");

    take(
        "{'candidates':[{'content':{'parts':[{'text':'!'}]},'finishReason':'STOP'}],"
            + "'usageMetadata':{'promptTokenCount':3,'candidatesTokenCount':2},'modelVersion':'m-1'}");

    assertThat(answer().content()).containsExactly(new Part.Text("Hello!"));
    assertThat(answer().usage()).isEqualTo(new Usage(3, 0, 0, 2, 0));
    assertThat(answer().served().model()).isEqualTo("m-1");
    assertThat(pieces)
        .containsExactly(new Piece.Text("Hel"), new Piece.Text("lo"), new Piece.Text("!"));
  }

  @Test
  void tellsCallsAtOnce() {
    take(
        "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'now'}},"
            + "{'functionCall':{'id':'c','name':'add','args':{'a':1}}}]}}]}");

    assertThat(pieces)
        .containsExactly(
            new Piece.ToolCall(0, "", "now"),
            new Piece.Arguments(0, "{}"),
            new Piece.ToolCall(1, "c", "add"),
            new Piece.Arguments(1, "{\"a\":1}"));
  }

  @Test
  void isCutWithoutAReasonForItsEnd() {
    take(says("Hello.", ""));

    assertThat(fault()).isEqualTo(Fault.CUT);
    assertThat(stream.soFar().text()).isEqualTo("Hello.");
  }

  @Test
  void keepsWhatAFilterLetThrough() {
    take(says("Hel", ""), "{'candidates':[{'finishReason':'SAFETY'}],'usageMetadata':{}}");

    assertThat(answer().finish()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(answer().text()).isEqualTo("Hel");
  }

  @Test
  void endsAtOnceWhenThePromptIsBlocked() {
    take("{'promptFeedback':{'blockReason':'SAFETY'}}");

    assertThat(stream.ended()).isTrue();
    assertThat(stream.outcome().toString())
        .contains("FILTERED", "the provider's filter withheld the answer: SAFETY");
  }

  @Test
  void takesAnErrorForWhatItSays() {
    take(
        says("Hel", ""),
        "{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','message':'slow',"
            + "'details':[{'retryDelay':'7s'}]}}",
        says("lo", ",'finishReason':'STOP'"));

    assertThat(stream.ended()).isTrue();
    assertThat(stream.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(Fault.RATE_LIMITED);
              assertThat(failed.retryAfter()).contains(Duration.ofSeconds(8));
            });
    assertThat(stream.soFar().text()).isEqualTo("Hel");
  }

  @Test
  void isCutWhereTheLastEventIsHalfAndUselessWhereAnotherFollows() {
    take(says("Hel", ""), "{'candidates':[");
    assertThat(fault()).isEqualTo(Fault.CUT);

    take(says("lo", ",'finishReason':'STOP'"));
    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(stream.ended()).isTrue();
  }

  private Fault fault() {
    return ((Outcome.Failed) stream.outcome()).fault();
  }

  private Reply answer() {
    assertThat(stream.ended()).isTrue();
    return ((Outcome.Answered) stream.outcome()).reply();
  }

  private void take(String... events) {
    for (String event : events) {
      pieces.addAll(stream.take(new ServerEvent("", event.replace('\'', '"'))));
    }
  }

  private static String says(String text, String more) {
    return "{'candidates':[{'content':{'parts':[{'text':'%s'}]}%s}]}".formatted(text, more);
  }
}
