package dev.signalbox.router.provider.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
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

final class ResponsesStreamTest {
  private static final String CALL =
      "{\"type\":\"function_call\",\"call_id\":\"%s\",\"name\":\"add\",\"arguments\":\"%s\"}";
  private static final String TEXT =
      "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"%s\"}]}";

  private final AnswerStream stream =
      new OpenAiResponsesCodec("openai").stream(new WireResponse(200, Map.of(), new byte[0]));
  private final List<Piece> pieces = new ArrayList<>();

  @Test
  void tellsTextAsItComesAndTheCitationsAtTheEnd() {
    take(text("Hel"), text("lo"));
    take(
        ended(
            "completed",
            TEXT.formatted("Hello")
                .replace(
                    "\"text\":",
                    "\"annotations\":[{\"type\":\"url_citation\",\"url\":\"https://a.example\"}],"
                        + "\"text\":")));

    assertThat(stream.ended()).isTrue();
    assertThat(answer().text()).isEqualTo("Hello");
    assertThat(pieces)
        .containsExactly(
            new Piece.Text("Hel"),
            new Piece.Text("lo"),
            new Piece.Cited(answer().citations().getFirst()));
  }

  @Test
  void isCutWithoutItsLastEventThoughItsTextLooksWhole() {
    take(text("Hello"), event("response.output_text.done", "\"text\":\"Hello\""));

    assertThat(stream.ended()).isFalse();
    assertThat(failed().fault()).isEqualTo(Fault.CUT);
    assertThat(stream.soFar().text()).isEqualTo("Hello");
    assertThat(stream.soFar().finish()).isEqualTo(FinishReason.OTHER);
  }

  @Test
  void tellsParallelCallsApart() {
    take(item("added", 0, CALL.formatted("c0", "")), item("added", 1, CALL.formatted("c1", "")));
    take(arguments(0, "{"), arguments(1, "["), arguments(0, "}"), arguments(1, "]"));
    take(ended("completed", CALL.formatted("c0", "{}") + "," + CALL.formatted("c1", "[]")));

    assertThat(answer().finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(pieces)
        .containsExactly(
            new Piece.ToolCall(0, "c0", "add"),
            new Piece.Arguments(0, "{"),
            new Piece.ToolCall(1, "c1", "add"),
            new Piece.Arguments(1, "["),
            new Piece.Arguments(0, "}"),
            new Piece.Arguments(1, "]"));
  }

  @Test
  void tellsAtTheEndWhatNoFragmentTold() {
    take(ended("completed", TEXT.formatted("Hello") + "," + CALL.formatted("c0", "{}")));

    assertThat(pieces)
        .containsExactly(
            new Piece.Text("Hello"),
            new Piece.ToolCall(0, "c0", "add"),
            new Piece.Arguments(0, "{}"));
  }

  @Test
  void isUnusableWhereFragmentsGotLost() {
    take(text("Hel"), text("!"), ended("completed", TEXT.formatted("Hello!")));

    assertThat(failed().fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(stream.ended()).isTrue();
    assertThat(stream.soFar().text()).isEqualTo("Hel!");
  }

  @Test
  void isUnusableWithAnEventThatIsNoJson() {
    take(text("Hel"));
    pieces.addAll(stream.take(new ServerEvent("", "{\"type\":\"respo")));
    take(text("lo"));

    assertThat(failed().fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void fillsAnEmptyLastEventWithTheItemsThatWereDone() {
    String thought = "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gAAAA\"}";
    take(item("done", 0, thought), text("Hi"), item("done", 1, TEXT.formatted("Hi")));
    take(ended("completed", ""));

    assertThat(answer().content()).hasSize(2).last().isEqualTo(new Part.Text("Hi"));
    assertThat(answer().finish()).isEqualTo(FinishReason.DONE);
  }

  @Test
  void survivesALastEventWithoutTheAnswer() {
    take(event("response.created", "\"response\":{\"status\":\"in_progress\",\"output\":[]}"));
    take(text("Hi"), event("response.completed", "\"sequence_number\":9"));

    assertThat(answer().text()).isEqualTo("Hi");
    assertThat(answer().finish()).isEqualTo(FinishReason.DONE);
  }

  @Test
  void separatesTheParagraphsOfASummary() {
    take(summary(0, "First"), summary(1, "Sec"), summary(1, "ond"));

    assertThat(pieces)
        .containsExactly(
            new Piece.Reasoning("First"),
            new Piece.Reasoning("\n\nSec"),
            new Piece.Reasoning("ond"));
    assertThat(stream.soFar().reasoning()).isEqualTo("First\n\nSecond");
  }

  @Test
  void tellsARefusalApartFromText() {
    take(event("response.refusal.delta", "\"output_index\":0,\"delta\":\"I can't.\""));
    take(
        ended(
            "completed",
            "{\"type\":\"message\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"I can't.\"}]}"));

    assertThat(pieces).containsExactly(new Piece.Refusal("I can't."));
    assertThat(answer().finish()).isEqualTo(FinishReason.REFUSAL);
  }

  @Test
  void takesAnErrorFlatOrNested() {
    take(
        event(
            "error",
            "\"code\":\"rate_limit_exceeded\",\"message\":\"Please try again in 2s.\",\"param\":null"));

    assertThat(stream.ended()).isTrue();
    assertThat(failed().fault()).isEqualTo(Fault.RATE_LIMITED);
    assertThat(failed().retryAfter()).contains(Duration.ofSeconds(2));
  }

  @Test
  void keepsToTheFirstErrorWhateverFollows() {
    take(
        event("error", "\"error\":{\"code\":\"insufficient_quota\",\"message\":\"No.\"}"),
        event("response.failed", "\"response\":{\"error\":{\"code\":\"server_error\"}}"));

    assertThat(failed().fault()).isEqualTo(Fault.QUOTA_EXHAUSTED);
  }

  @Test
  void failsWithTheReasonOfItsLastEvent() {
    take(
        text("Hel"),
        event(
            "response.failed",
            "\"response\":{\"status\":\"failed\",\"output\":[],"
                + "\"error\":{\"code\":\"server_error\",\"message\":\"Sorry\"}}"));

    assertThat(failed().fault()).isEqualTo(Fault.SERVER_ERROR);
    assertThat(failed().detail()).isEqualTo("an error inside a success, 500 server_error: Sorry");
    assertThat(stream.soFar().text()).isEqualTo("Hel");
  }

  @Test
  void saysThatAnIncompleteAnswerIs() {
    take(
        text("Hel"),
        event(
            "response.incomplete",
            "\"response\":{\"status\":\"incomplete\",\"incomplete_details\":"
                + "{\"reason\":\"max_output_tokens\"},\"output\":["
                + TEXT.formatted("Hel")
                + "]}"));

    assertThat(answer().finish()).isEqualTo(FinishReason.LENGTH);
  }

  private void take(String... events) {
    for (String event : events) {
      pieces.addAll(stream.take(new ServerEvent("", event)));
    }
  }

  private Reply answer() {
    assertThat(stream.outcome()).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered) stream.outcome()).reply();
  }

  private Outcome.Failed failed() {
    assertThat(stream.outcome()).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) stream.outcome();
  }

  private static String text(String delta) {
    return event("response.output_text.delta", "\"output_index\":1,\"delta\":\"" + delta + "\"");
  }

  private static String summary(int index, String delta) {
    return event(
        "response.reasoning_summary_text.delta",
        "\"output_index\":0,\"summary_index\":%d,\"delta\":\"%s\"".formatted(index, delta));
  }

  private static String arguments(int index, String delta) {
    return event(
        "response.function_call_arguments.delta",
        "\"output_index\":%d,\"delta\":\"%s\"".formatted(index, delta));
  }

  private static String item(String what, int index, String item) {
    return event(
        "response.output_item." + what, "\"output_index\":%d,\"item\":%s".formatted(index, item));
  }

  private static String ended(String status, String items) {
    return event(
        "response." + status,
        "\"response\":{\"status\":\"%s\",\"output\":[%s]}".formatted(status, items));
  }

  private static String event(String type, String fields) {
    return "{\"type\":\"%s\",%s}".formatted(type, fields);
  }
}
