package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.http.Ending;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** What every API has in common, streamed and in one piece. */
class StreamsTest {
  private static final String QUESTION = "Why is the sky blue?";
  private static final String ANSWER =
      "Because air scatters short waves of light more than long ones: \"blue\" reaches us from"
          + " everywhere, ä\uD83D\uDE00.";
  private static final AnswerBook BOOK =
      AnswerBook.of(
          List.of(
              new AnswerBook.Entry(QUESTION, ANSWER, List.of("It is not.")),
              new AnswerBook.Entry(
                  "How is the weather in Berlin and Rome?",
                  "Fine.",
                  List.of("Foul."),
                  List.of(weather("Berlin"), weather("Rome")))));

  private static ToolCall weather(String city) {
    return new ToolCall("weather", Caller.JSON.createObjectNode().put("city", city));
  }

  private static ProviderApi serving(Api api) {
    return serving(api, Behaviour.serving("served"));
  }

  private static ProviderApi serving(Api api, Behaviour behaviour) {
    SimulatedProvider provider = api.provider().with(api.model(), behaviour);
    return ProviderApi.of(SimulatorSettings.of(BOOK, provider), provider);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamSaysTheSameAsAnAnswerInOnePiece(Api api) {
    ProviderApi provider = serving(api);

    Played whole = Played.of(provider.script(api.ask(QUESTION, false)));
    Played streamed = Played.of(provider.script(api.ask(QUESTION, true)));

    assertThat(whole.status()).as(whole.body()).isEqualTo(200);
    assertThat(api.text(whole.body())).isEqualTo(ANSWER);
    assertThat(whole.head().length()).hasValue(whole.bytes().length());
    assertThat(api.streamedText(streamed.body())).isEqualTo(ANSWER);
    assertThat(streamed.head().headers().get("content-type")).startsWith("text/event-stream");
    assertThat(streamed.head().length()).isEmpty();
    assertThat(streamed.ending()).isEqualTo(new Ending.Complete());
    assertThat(streamed.arrivals()).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamTakesItsTimeBeforeTheFirstPieceAndBetweenPieces(Api api) {
    Duration first = Duration.ofMillis(700);
    ProviderApi provider =
        serving(
            api,
            Behaviour.serving("served")
                .withLatency(new Latency(first, first))
                .withBetweenPieces(Duration.ofMillis(10)));

    Played streamed = Played.of(provider.script(api.ask(QUESTION, true)));
    Played whole = Played.of(provider.script(api.ask(QUESTION, false)));

    List<Duration> times =
        streamed.arrivals().stream()
            .filter(arrival -> !api.streamedText(arrival.text()).isEmpty())
            .map(Played.Arrival::at)
            .toList();
    assertThat(times.getFirst()).isEqualTo(first);
    assertThat(times.getLast()).isEqualTo(first.plusMillis(10L * (times.size() - 1)));
    assertThat(whole.end()).isEqualTo(times.getLast());
  }

  @ParameterizedTest
  @EnumSource
  void callsTheToolsThatTheBookSaysAndAnswersWithoutThem(Api api) {
    ProviderApi provider = serving(api);
    String question = "How is the weather in Berlin and Rome?";

    Played whole = Played.of(provider.script(api.askWithTool(question, false)));
    Played streamed = Played.of(provider.script(api.askWithTool(question, true)));
    Played without = Played.of(provider.script(api.ask(question, false)));

    assertThat(whole.body()).contains("weather", "Berlin", "Rome");
    assertThat(api.text(whole.body())).isEmpty();
    assertThat(streamed.body()).contains("weather");
    assertThat(api.streamedText(streamed.body())).isEmpty();
    assertThat(api.text(without.body())).isEqualTo("Fine.");
  }

  @ParameterizedTest
  @EnumSource
  void refusesAWrongKey(Api api) {
    SimulatedProvider strict = api.provider().acceptingOnly(Set.of("another"));
    ProviderApi provider = ProviderApi.of(SimulatorSettings.of(BOOK, strict), strict);

    Played played = Played.of(provider.script(api.ask(QUESTION, true)));

    assertThat(played.status()).isEqualTo(api == Api.GEMINI ? 400 : 401);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAFieldItDoesNotKnow(Api api) {
    ObjectNode body = api.body(QUESTION).put("frobnicate", 1);
    HttpRequest request = api.request(body, false);

    if (api != Api.COMPATIBLE) {
      assertThat(Played.of(serving(api).script(request)).status()).isEqualTo(400);
    }
  }
}
