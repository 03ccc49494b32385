package dev.signalbox.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.ServerEvent;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiChatStreamTest {
  private static final WireResponse HEAD = new WireResponse(200, Map.of(), new byte[0]);
  private static final String STOP = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";
  private static final String DONE = "[DONE]";

  private final OpenAiChatCodec codec = new OpenAiChatCodec("mine");
  private final AnswerStream stream = codec.stream(HEAD);
  private final List<Piece> pieces = new ArrayList<>();

  @Test
  void isCutWithoutTheMarkOfTheEndThoughTheTextLooksWhole() {
    take(delta("{\"content\":\"Hi.\"}"), STOP);

    assertThat(stream.ended()).isFalse();
    assertThat(fault()).isEqualTo(Fault.CUT);
    assertThat(stream.soFar().text()).isEqualTo("Hi.");
  }

  @Test
  void isCutWhenTheMarkOfTheEndComesWithoutAReason() {
    take(delta("{\"content\":\"Hi\"}"), DONE);

    assertThat(stream.ended()).isTrue();
    assertThat(fault()).isEqualTo(Fault.CUT);
  }

  @Test
  void isUnusableWithAChunkThatIsNoJson() {
    take(delta("{\"content\":\"Hi\"}"), "{\"choices\":[{\"del", STOP, DONE);

    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void isUnusableWhenNothingCame() {
    take(delta("{\"content\":\"\"}"), STOP, DONE);

    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
    assertThat(pieces).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"code\":429,\"message\":\"slow down\"}} | RATE_LIMITED",
        "{\"error\":{\"type\":\"server_error\",\"message\":\"oops\"}} | SERVER_ERROR",
        "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"oops\"}} | RATE_LIMITED",
        "{\"error\":\"oops\"} | SERVER_ERROR",
        "{\"object\":\"error\",\"message\":\"oops\",\"code\":503} | OVERLOADED",
        "{\"x_groq\":{\"id\":\"req_1\",\"error\":\"oops\"}} | SERVER_ERROR",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\","
            + "\"error\":{\"code\":502,\"message\":\"oops\"}}]} | SERVER_ERROR",
      })
  void endsWithAnErrorWhereverItStands(String chunk, Fault fault) {
    take(delta("{\"content\":\"Hi\"}"), chunk);

    assertThat(stream.ended()).isTrue();
    assertThat(fault()).isEqualTo(fault);
    assertThat(stream.soFar().text()).isEqualTo("Hi");
  }

  @ParameterizedTest
  @CsvSource({
    "error, SERVER_ERROR",
    "network_error, SERVER_ERROR",
    "insufficient_system_resource, OVERLOADED",
  })
  void takesAnErrorForNoEnd(String reason, Fault fault) {
    take(delta("{\"content\":\"Hi\"}"), STOP.replace("stop", reason), DONE);

    assertThat(fault()).isEqualTo(fault);
  }

  @Test
  void readsAnAnswerThatComesWholeInOneChunk() {
    take("{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}", DONE);

    assertThat(pieces).containsExactly(new Piece.Text("Hi"));
    assertThat(stream.outcome()).isEqualTo(new Outcome.Answered(stream.soFar()));
    assertThat(stream.soFar().text()).isEqualTo("Hi");
  }

  @Test
  void tellsARefusalApart() {
    take(delta("{\"refusal\":\"I \"}"), delta("{\"refusal\":\"can't.\"}"), STOP, DONE);

    assertThat(pieces).containsExactly(new Piece.Refusal("I "), new Piece.Refusal("can't."));
    assertThat(stream.soFar().refusal()).contains("I can't.");
  }

  @Test
  void keepsTheFragmentsOfParallelCallsApart() {
    take(
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"\"}}"),
        call("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"now\",\"arguments\":\"{\"}}"),
        call("{\"index\":0,\"function\":{\"arguments\":\"{}\"}}"),
        call("{\"index\":1,\"function\":{\"arguments\":\"}\"}}"));

    assertCalls("a add {}", "b now {}");
    assertThat(pieces)
        .containsExactly(
            new Piece.ToolCall(0, "a", "add"),
            new Piece.ToolCall(1, "b", "now"),
            new Piece.Arguments(1, "{"),
            new Piece.Arguments(0, "{}"),
            new Piece.Arguments(1, "}"));
  }

  @Test
  void countsCallsFromZeroThoughTheServerBeginsAtOne() {
    take(
        call("{\"index\":1,\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"{\"}}"),
        call("{\"index\":1,\"function\":{\"arguments\":\"}\"}}"));

    assertCalls("a add {}");
    assertThat(pieces).startsWith(new Piece.ToolCall(0, "a", "add"));
  }

  @Test
  void tellsCallsOfTheSameIndexApartByTheirIds() {
    take(
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"{}\"}}"),
        call("{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"add\",\"arguments\":\"[]\"}}"));

    assertCalls("a add {}", "b add []");
  }

  @Test
  void doesWithoutIndexes() {
    take(
        call("{\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"{\"}}"),
        call("{\"function\":{\"arguments\":\"}\"}}"),
        call("{\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}"));

    assertCalls("a add {}", " now {}");
  }

  @Test
  void doesNotMindIdAndNameThatAreSaidAgain() {
    take(
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"{\"}}"),
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"}\"}}"));

    assertCalls("a add {}");
    assertThat(pieces).filteredOn(Piece.ToolCall.class::isInstance).hasSize(1);
  }

  @Test
  void tellsArgumentsOnlyOnceTheNameIsKnown() {
    take(
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{\"}}"),
        call("{\"index\":0,\"function\":{\"name\":\"add\",\"arguments\":\"}\"}}"));

    assertThat(pieces)
        .containsExactly(new Piece.ToolCall(0, "a", "add"), new Piece.Arguments(0, "{}"));
  }

  @Test
  void isUnusableWithACallOfAToolWithoutAName() {
    take(call("{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{}\"}}"), STOP, DONE);

    assertThat(fault()).isEqualTo(Fault.UNUSABLE_ANSWER);
  }

  @Test
  void findsTheUsageWhereverItIsTold() {
    assertThat(usage("\"usage\":{\"prompt_tokens\":9,\"cached_tokens\":4}"))
        .isEqualTo(new Usage(5, 4, 0, 0, 0));
    assertThat(usage("\"usage\":{\"prompt_tokens\":9,\"prompt_cache_hit_tokens\":4}"))
        .isEqualTo(new Usage(5, 4, 0, 0, 0));
    assertThat(usage("\"x_groq\":{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}"))
        .isEqualTo(new Usage(9, 0, 0, 2, 0));
    assertThat(usage("\"choices\":[{\"usage\":{\"prompt_tokens\":9}}]"))
        .isEqualTo(new Usage(9, 0, 0, 0, 0));
  }

  @Test
  void addsReasoningToTheOutputWhereItIsCountedApart() {
    assertThat(
            usage(
                "\"usage\":{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":327,"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":286}}"))
        .isEqualTo(new Usage(32, 0, 0, 295, 286));
  }

  @Test
  void readsCostsInTicks() {
    take("{\"choices\":[],\"usage\":{\"cost_in_usd_ticks\":9243500}}");

    assertThat(stream.soFar().reportedCost()).contains(new BigDecimal("0.0009243500"));
  }

  @Test
  void keepsWhatThisServerNeedsToSeeAgainAndSendsItBack() {
    take(
        delta(
            "{\"reasoning\":\"Let \",\"reasoning_details\":"
                + "[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"Let \"}]}"),
        delta(
            "{\"reasoning\":\"me.\",\"reasoning_details\":"
                + "[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"me.\"}]}"),
        delta(
            "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"index\":0,"
                + "\"signature\":\"s\"},{\"type\":\"reasoning.encrypted\",\"data\":\"e\"}]}"),
        delta("{\"content\":\"Hi\"}"),
        STOP,
        DONE);
    Message turn = stream.soFar().message().orElseThrow();

    assertThat(stream.soFar().reasoning()).isEqualTo("Let me.");
    assertThat(turn.parts().stream().map(Part::getClass))
        .isEqualTo(List.of(Part.Reasoning.class, Part.Bound.class, Part.Text.class));
    assertThat(sentAfter(turn))
        .contains(
            "{\"role\":\"assistant\",\"content\":\"Hi\",\"reasoning_details\":["
                + "{\"type\":\"reasoning.text\",\"index\":0,\"signature\":\"s\",\"text\":\"Let me.\"},"
                + "{\"type\":\"reasoning.encrypted\",\"data\":\"e\"}]}");
  }

  @Test
  void sendsReasoningThatLedToToolCallsBack() {
    take(
        delta("{\"reasoning_content\":\"Hm.\"}"),
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"{}\"}}"));

    assertThat(sentAfter(stream.soFar().message().orElseThrow()))
        .contains("\"reasoning_content\":\"Hm.\"", "\"tool_calls\":");
  }

  @Test
  void sendsNoOtherReasoningBack() {
    take(delta("{\"reasoning_content\":\"Hm.\"}"), delta("{\"content\":\"Hi\"}"), STOP, DONE);

    assertThat(sentAfter(stream.soFar().message().orElseThrow())).doesNotContain("Hm.");
  }

  @Test
  void citesEachPageOnceAndWithItsTitle() {
    take(
        delta(
            "{\"content\":\"Hi\",\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":"
                + "{\"url\":\"https://a.example\",\"title\":\"A\"}}]}"),
        delta(
            "{\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":"
                + "{\"url\":\"https://a.example\",\"title\":\"A\"}}]}"));

    assertThat(pieces).filteredOn(Piece.Cited.class::isInstance).hasSize(1);
    assertThat(stream.soFar().citations())
        .singleElement()
        .satisfies(citation -> {
          assertThat(citation.url()).contains("https://a.example");
          assertThat(citation.title()).contains("A");
        });
  }

  private Usage usage(String field) {
    AnswerStream fresh = codec.stream(HEAD);
    fresh.take(new ServerEvent("", "{" + field + "}"));
    return fresh.soFar().usage();
  }

  private String sentAfter(Message turn) {
    ChatRequest next = ChatRequest.of(Message.user("Hello"), turn, Message.user("Go on"));
    return new String(
        codec.encode(Target.of("mine", "m"), next, false).body(), StandardCharsets.UTF_8);
  }

  private void assertCalls(String... calls) {
    assertThat(stream.soFar().toolCalls())
        .extracting(call -> call.id() + " " + call.name() + " " + call.arguments())
        .containsExactly(calls);
  }

  private void take(String... chunks) {
    for (String chunk : chunks) {
      pieces.addAll(stream.take(new ServerEvent("", chunk)));
    }
  }

  private static String delta(String delta) {
    return "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
  }

  private static String call(String call) {
    return delta("{\"tool_calls\":[" + call + "]}");
  }

  private Fault fault() {
    return ((Outcome.Failed) stream.outcome()).fault();
  }
}
