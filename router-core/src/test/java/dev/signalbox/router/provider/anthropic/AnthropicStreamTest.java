package dev.signalbox.router.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.Citation;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AnthropicStreamTest {
  private static final String HELLO =
      "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hello'}}";
  private static final String TEXT =
      "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}";
  private static final String STOP = "{'type':'message_stop'}";

  private final AnswerStream stream =
      new AnthropicMessagesCodec("claude")
          .stream(new WireResponse(200, Map.of("retry-after", List.of("9")), new byte[0]));

  private final List<Piece> pieces = new ArrayList<>();

  @BeforeEach
  void begins() {
    take(
        "{'type':'message_start','message':{'model':'m-1','usage':{'input_tokens':5,"
            + "'cache_read_input_tokens':2,'output_tokens':1}}}");
  }

  @Test
  void replacesTheCountsThatAreToldAgain() {
    take(TEXT, HELLO, end("end_turn", "{'output_tokens':9,'cache_read_input_tokens':null}"), STOP);

    assertThat(answer().usage()).isEqualTo(new Usage(5, 2, 0, 9, 0));
    assertThat(answer().served().model()).isEqualTo("m-1");
  }

  @Test
  void readsArgumentsThatCameInFragments() {
    take(toolUse(0, "c1", "add"), fragment(0, ""), fragment(0, "{'a': 1.10"), fragment(0, "}"));
    take("{'type':'content_block_stop','index':0}", toolUse(1, "c2", "now"));
    take("{'type':'content_block_stop','index':1}", end("tool_use", "{}"), STOP);

    assertThat(answer().toolCalls())
        .containsExactly(
            new Part.ToolCall("c1", "add", "{\"a\":1.10}"), new Part.ToolCall("c2", "now", "{}"));
    assertThat(pieces)
        .containsExactly(
            new Piece.ToolCall(0, "c1", "add"),
            new Piece.Arguments(0, "{\"a\": 1.10"),
            new Piece.Arguments(0, "}"),
            new Piece.ToolCall(1, "c2", "now"),
            new Piece.Arguments(1, "{}"));
  }

  @Test
  void keepsArgumentsThatTheCapCutAsTheyAre() {
    take(toolUse(0, "c1", "add"), fragment(0, "{'a': [1,"), end("max_tokens", "{}"), STOP);

    assertThat(answer().finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(answer().toolCalls()).containsExactly(new Part.ToolCall("c1", "add", "{\"a\": [1,"));
  }

  @Test
  void tellsASourceOnceAndSendsCitationsBackWithTheirText() {
    String cite =
        "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':"
            + "{'type':'web_search_result_location','url':'https://a.example','title':'A',"
            + "'cited_text':'so it is'}}}";

    take(TEXT.replace("'text':''", "'text':'','citations':null"), HELLO, cite, cite);
    take(end("end_turn", "{}"), STOP);

    Citation citation =
        new Citation(Optional.of("https://a.example"), Optional.of("A"), Optional.of("so it is"));
    assertThat(answer().citations()).containsExactly(citation);
    assertThat(pieces).containsExactly(new Piece.Text("Hello"), new Piece.Cited(citation));
    assertThat(answer().content().getLast())
        .isInstanceOfSatisfying(
            Part.Bound.class,
            bound -> {
              assertThat(bound.provider()).isEqualTo("claude");
              assertThat(bound.data().path("citations").size()).isEqualTo(2);
            });
  }

  @Test
  void tellsWhyTheModelDeclined() {
    take(
        "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_details':"
            + "{'category':'cyber','explanation':'No.'}},'usage':{}}",
        STOP);

    assertThat(answer().finish()).isEqualTo(FinishReason.REFUSAL);
    assertThat(answer().refusal()).contains("No.");
    assertThat(pieces).containsExactly(new Piece.Refusal("No."));
  }

  @Test
  void skipsWhatIsNewInTheProtocol() {
    take("{'type':'ping'}", "{'type':'weather','sunny':true}", TEXT, HELLO);
    take("{'type':'content_block_delta','index':0,'delta':{'type':'new_delta','x':1}}");
    take(end("end_turn", "{}"), STOP);

    assertThat(answer().text()).isEqualTo("Hello");
  }

  @Test
  void isCutWithoutTheLastEventThoughTheTextLooksWhole() {
    take(TEXT, HELLO, end("end_turn", "{}"));

    assertThat(stream.ended()).isFalse();
    assertThat(fault()).isEqualTo(Fault.CUT);
    assertThat(stream.soFar().text()).isEqualTo("Hello");
  }

  @Test
  void isCutWhereTheLastEventIsHalf() {
    take(TEXT, HELLO, "{'type':'content_block_del");

    assertThat(fault()).isEqualTo(Fault.CUT);
  }

  @Test
  void trustsNothingAfterAnEventThatIsNoJson() {
    take(TEXT, HELLO, "{'type':'content_block_del", end("end_turn", "{}"), STOP);

    assertThat(stream.ended()).isTrue();
    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(stream.soFar().text()).isEqualTo("Hello");
  }

  @Test
  void trustsNothingOfAStreamThatLacksAnEvent() {
    take(HELLO);

    assertThat(stream.ended()).isTrue();
    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void doesNotTakeAnEndWithoutAReasonForOne() {
    take(TEXT, HELLO, STOP);

    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void takesAnAnswerWithNothingInItForNone() {
    take(end("end_turn", "{}"), STOP);

    assertThat(stream.ended()).isTrue();
    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void believesNoWaitOfASuccessWhenAnErrorFollows() {
    take("{'type':'error','error':{'type':'rate_limit_error','message':'slow down'}}", TEXT);

    assertThat(stream.outcome())
        .isEqualTo(
            new Outcome.Failed(
                Fault.RATE_LIMITED,
                "an error inside a success, 429 rate_limit_error: slow down",
                Optional.empty()));
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

  private static String end(String reason, String usage) {
    return "{'type':'message_delta','delta':{'stop_reason':'%s'},'usage':%s}"
        .formatted(reason, usage);
  }

  private static String toolUse(int index, String id, String name) {
    return ("{'type':'content_block_start','index':%d,'content_block':"
            + "{'type':'tool_use','id':'%s','name':'%s','input':{}}}")
        .formatted(index, id, name);
  }

  private static String fragment(int index, String json) {
    return ("{'type':'content_block_delta','index':%d,'delta':"
            + "{'type':'input_json_delta','partial_json':'%s'}}")
        .formatted(index, json.replace("'", "\\'"));
  }
}
