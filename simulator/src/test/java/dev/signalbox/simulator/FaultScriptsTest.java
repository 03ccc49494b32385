package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.simulator.http.Ending;
import dev.signalbox.simulator.wire.Trouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What each fault makes of the script of each API. */
class FaultScriptsTest {
  private static final String QUESTION = "Why?";
  private static final String ANSWER =
      "One two three four five six seven eight nine ten eleven twelve.";
  private static final String FIRST = "One two three";
  private static final AnswerBook BOOK =
      AnswerBook.of(List.of(new AnswerBook.Entry(QUESTION, ANSWER, List.of("No."))));
  private static final Duration LONG = Duration.ofMinutes(5);

  private static Played whole(Api api, Fault fault) {
    return play(api, fault, false);
  }

  private static Played streamed(Api api, Fault fault) {
    return play(api, fault, true);
  }

  private static Played play(Api api, Fault fault, boolean streamed) {
    ProviderApi provider =
        ProviderApi.of(SimulatorSettings.of(BOOK, api.provider()), api.provider());
    provider.setOutage(Optional.of(Outage.of(fault)));
    return Played.of(provider.script(api.ask(QUESTION, streamed)));
  }

  @ParameterizedTest
  @EnumSource
  void connectionFaultsSayNothing(Api api) {
    assertThat(streamed(api, new Fault.ConnectionRefused()).script().steps()).isEmpty();
    assertThat(streamed(api, new Fault.ConnectionRefused()).ending())
        .isEqualTo(new Ending.Refused());
    assertThat(streamed(api, new Fault.TlsFailure()).ending()).isEqualTo(new Ending.TlsFailure());
    assertThat(streamed(api, new Fault.Reset()).ending()).isEqualTo(new Ending.Reset());
    assertThat(whole(api, new Fault.Silent(LONG)).ending()).isEqualTo(new Ending.Hold(LONG));
  }

  @ParameterizedTest
  @EnumSource
  void theFirstPieceCanBeLateWithAndWithoutHeaders(Api api) {
    Played early = streamed(api, new Fault.SlowFirstPiece(LONG, true));
    Played late = streamed(api, new Fault.SlowFirstPiece(LONG, false));
    Played body = whole(api, new Fault.SlowFirstPiece(LONG, true));

    for (Played played : List.of(early, late)) {
      assertThat(firstPiece(api, played).at()).isEqualTo(LONG);
      assertThat(api.streamedText(played.body())).isEqualTo(ANSWER);
    }
    assertThat(early.script().steps().getFirst()).isEqualTo(early.head());
    assertThat(late.script().steps().getFirst()).isNotEqualTo(late.head());
    assertThat(body.arrivals().getFirst().at()).isEqualTo(LONG);
    assertThat(api.text(body.body())).isEqualTo(ANSWER);
  }

  private static Played.Arrival firstPiece(Api api, Played played) {
    return played.arrivals().stream()
        .filter(arrival -> !api.streamedText(arrival.text()).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aStalledStreamGoesOnOrDoesNot(Api api) {
    Played on = streamed(api, new Fault.Stalled(1, LONG, true));
    Played off = streamed(api, new Fault.Stalled(1, LONG, false));

    assertThat(on.end()).isEqualTo(LONG);
    assertThat(api.streamedText(on.body())).isEqualTo(ANSWER);
    assertThat(api.streamedText(off.body())).isEqualTo(FIRST);
    assertThat(off.ending()).isEqualTo(new Ending.Hold(LONG));
  }

  @ParameterizedTest
  @EnumSource
  void aCutAnswerPromisesMore(Api api) {
    Played stream = streamed(api, new Fault.Cut(1));
    Played body = whole(api, new Fault.Cut(1));

    assertThat(stream.ending()).isEqualTo(new Ending.Cut());
    assertThat(stream.body()).contains("One").doesNotContain("seven");
    assertThat(body.ending()).isEqualTo(new Ending.Cut());
    assertThat(body.head().length().orElseThrow()).isGreaterThan(body.bytes().length());
    assertThat(streamed(api, new Fault.Cut(0)).body()).doesNotContain("four");
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedChunkIsFollowedByTheRest(Api api) {
    Played stream = streamed(api, new Fault.MalformedChunk(1));
    Played body = whole(api, new Fault.MalformedChunk(1));

    assertThat(stream.body()).contains("twelve", "data: {\"not json");
    assertThatThrownBy(() -> Api.events(stream.body())).hasMessageContaining("Unexpected");
    assertThatThrownBy(() -> Caller.JSON.readTree(body.body())).isNotNull();
    assertThat(body.head().length()).hasValue(body.bytes().length());
  }

  @ParameterizedTest
  @EnumSource
  void aStreamCanLackItsEnd(Api api) {
    Played stream = streamed(api, new Fault.MissingTerminator());
    Played body = whole(api, new Fault.MissingTerminator());

    assertThat(api.streamedText(stream.body())).isEqualTo(ANSWER);
    assertThat(stream.ending()).isEqualTo(new Ending.Complete());
    assertThat(stream.body())
        .doesNotContain("[DONE]", "message_stop", "response.completed", "finishReason");
    assertThatThrownBy(() -> Caller.JSON.readTree(body.body())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void truncatedJsonIsAsLongAsPromised(Api api) {
    Played stream = streamed(api, new Fault.TruncatedJson());
    Played body = whole(api, new Fault.TruncatedJson());

    assertThatThrownBy(() -> Api.events(stream.body())).isNotNull();
    assertThatThrownBy(() -> Caller.JSON.readTree(body.body())).isNotNull();
    assertThat(body.head().length()).hasValue(body.bytes().length());
    assertThat(body.ending()).isEqualTo(new Ending.Complete());
  }

  @ParameterizedTest
  @EnumSource
  void aHugeBodyIsStillTheAnswer(Api api) {
    Played stream = streamed(api, new Fault.HugeBody(50));
    Played body = whole(api, new Fault.HugeBody(50));

    assertThat(stream.fill()).isEqualTo(50_000_000);
    assertThat(api.streamedText(stream.body())).isEqualTo(ANSWER);
    assertThat(body.head().length()).hasValue(50_000_000 + body.bytes().length());
    assertThat(api.text(body.body())).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @EnumSource
  void gzipCanBeALieOrCorrupt(Api api) {
    for (boolean streamed : new boolean[] {true, false}) {
      Played plain = play(api, new Fault.PlainAsGzip(), streamed);
      Played corrupt = play(api, new Fault.CorruptGzip(), streamed);

      assertThat(plain.head().headers()).containsEntry("content-encoding", "gzip");
      assertThat(plain.body()).contains("twelve");
      assertThat(corrupt.head().headers()).containsEntry("content-encoding", "gzip");
      assertThatThrownBy(() ->
              new GZIPInputStream(new ByteArrayInputStream(corrupt.bytes().toArray()))
                  .readAllBytes())
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherThingsCanComeInPlaceOfTheAnswer(Api api) {
    URI elsewhere = URI.create("http://127.0.0.1:1/");
    Played page = streamed(api, new Fault.HtmlPage());
    Played moved = streamed(api, new Fault.Redirected(elsewhere));
    Played garbage = streamed(api, new Fault.Garbage());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.head().headers().get("content-type")).startsWith("text/html");
    assertThat(moved.status()).isEqualTo(302);
    assertThat(moved.head().headers()).containsEntry("location", elsewhere.toString());
    assertThat(garbage.body()).isEqualTo("upstream connect error");
  }

  @ParameterizedTest
  @EnumSource
  void aTrickleTakesAsLongAsItHasBytes(Api api) {
    Played stream = streamed(api, new Fault.Trickle(Duration.ofSeconds(1)));

    assertThat(stream.end()).isEqualTo(Duration.ofSeconds(stream.bytes().length()));
    assertThat(api.streamedText(stream.body())).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorCanComeInsideAStreamBeforeAndAfterTheFirstPiece(Api api) {
    Trouble overloaded = new Trouble.ServerError(503);
    Trouble limited = new Trouble.RateLimited(Duration.ofSeconds(9), Trouble.Advice.USUAL);
    Played before = streamed(api, new Fault.ErrorInside(overloaded, 0));
    Played after = streamed(api, new Fault.ErrorInside(limited, 1));
    Played whole = whole(api, new Fault.ErrorInside(overloaded, 0));

    assertThat(before.status()).isEqualTo(200);
    assertThat(before.body()).contains("\"error\":{").doesNotContain("One");
    assertThat(api.streamedText(after.body())).isEqualTo(FIRST);
    assertThat(after.body()).contains("\"error\":{");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(Caller.JSON.readTree(whole.body()).path("error").isObject()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void sayingNothingRefusingAndFilteringAreWellFormed(Api api) {
    for (Fault fault :
        List.of(
            new Fault.Empty(),
            new Fault.Declined(0),
            new Fault.Filtered(0),
            new Fault.Filtered(1),
            new Fault.UnknownFinishReason())) {
      Played body = whole(api, fault);
      Played stream = streamed(api, fault);

      assertThat(Caller.JSON.readTree(body.body()).isObject()).as("%s", fault).isTrue();
      assertThat(stream.ending()).isEqualTo(new Ending.Complete());
      assertThat(Api.events(stream.body()).isEmpty()).isEqualTo(stream.status() != 200);
    }
    assertThat(api.streamedText(streamed(api, new Fault.Filtered(1)).body())).isEqualTo(FIRST);
    assertThat(api.streamedText(streamed(api, new Fault.Empty()).body())).isEmpty();
    assertThat(whole(api, new Fault.UnknownFinishReason()).body())
        .containsIgnoringCase("turn_limit");
  }

  @ParameterizedTest
  @EnumSource
  void everyGroundForRefusalHasAnErrorOfItsOwn(Api api) {
    for (Trouble.Refusal refusal : Trouble.Refusal.values()) {
      Played played = streamed(api, new Fault.Refused(refusal));

      assertThat(played.status()).as("%s", refusal).isBetween(400, 429);
      JsonNode error = Caller.JSON.readTree(played.body()).path("error");
      assertThat(error.path("message").stringValue()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLimitedRateIsToldInEveryForm(Api api) {
    Duration wait = Duration.ofMillis(7_250);

    assertThat(told(api, wait, Trouble.Advice.SECONDS)).containsEntry("retry-after", "8");
    assertThat(told(api, wait, Trouble.Advice.FRACTION)).containsEntry("retry-after", "7.250");
    assertThat(told(api, wait, Trouble.Advice.HTTP_DATE).get("retry-after")).endsWith("GMT");
    assertThat(told(api, wait, Trouble.Advice.MILLISECONDS))
        .containsEntry("retry-after-ms", "7250");
    for (Trouble.Advice silent :
        List.of(Trouble.Advice.NONE, Trouble.Advice.BODY, Trouble.Advice.RESET_HEADERS)) {
      assertThat(told(api, wait, silent)).doesNotContainKeys("retry-after", "retry-after-ms");
    }
    if (api == Api.GEMINI) {
      assertThat(whole(api, new Fault.RateLimited(wait)).body())
          .contains("RetryInfo\",\"retryDelay\":\"7.25s\"");
    }
  }

  private static Map<String, String> told(Api api, Duration wait, Trouble.Advice advice) {
    Played played = whole(api, new Fault.RateLimited(wait, advice));
    assertThat(played.status()).isEqualTo(429);
    return played.head().headers();
  }

  @Test
  void aFaultCanStrikeTheFirstRequestsOrEveryNth() {
    assertThat(statuses(new Hits.First(2))).containsExactly(500, 500, 200, 200, 200, 200);
    assertThat(statuses(new Hits.EveryNth(3))).containsExactly(200, 200, 500, 200, 200, 500);
  }

  private static List<Integer> statuses(Hits hits) {
    ProviderApi provider =
        ProviderApi.of(SimulatorSettings.of(BOOK, Api.CHAT.provider()), Api.CHAT.provider());
    provider.setOutage(Optional.of(new Outage(new Fault.ServerError(500), hits)));
    return IntStream.range(0, 6)
        .map(_ -> Played.of(provider.script(Api.CHAT.ask(QUESTION, true))).status())
        .boxed()
        .toList();
  }

  @Test
  void aModelFlapsByTheClockAndRecoversWhenTheOutageIsReplaced() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    ProviderApi provider =
        ProviderApi.of(
            SimulatorSettings.of(BOOK, Api.CHAT.provider()).withClock(now::get),
            Api.CHAT.provider());
    Outage flapping =
        new Outage(
            new Fault.ServerError(503),
            new Hits.Flapping(Duration.ofSeconds(10), Duration.ofSeconds(20)));
    provider.change(Api.CHAT.model(), behaviour -> behaviour.withOutage(flapping));

    List<Integer> statuses =
        IntStream.of(0, 9, 10, 29, 30, 39, 40)
            .map(second -> {
              now.set(Instant.EPOCH.plusSeconds(second));
              return Played.of(provider.script(Api.CHAT.ask(QUESTION, false))).status();
            })
            .boxed()
            .toList();

    assertThat(statuses).containsExactly(503, 503, 200, 200, 503, 503, 200);
  }
}
