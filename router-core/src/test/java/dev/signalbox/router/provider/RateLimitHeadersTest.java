package dev.signalbox.router.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitHeadersTest {

  @Test
  void readsWhatOpenAiTells() {
    WireResponse response =
        response(
            "limit-requests=500, remaining-requests=499, reset-requests=120ms,"
                + " limit-tokens=200000, remaining-tokens=20000, reset-tokens=2m7.93s");

    assertThat(RateLimitHeaders.headroom(response))
        .isEqualTo(headroom(499, 20_000, Duration.ofMillis(127_930)));
  }

  @Test
  void tellsTheResetOfTheLimitThatIsUsedUpSooner() {
    WireResponse response =
        response(
            "limit-requests=100, remaining-requests=1, reset-requests=17.399999999s,"
                + " limit-tokens=200000, remaining-tokens=20000, reset-tokens=0");

    assertThat(RateLimitHeaders.headroom(response).resetsAfter())
        .contains(Duration.ofNanos(17_399_999_999L));
  }

  @Test
  void readsMistralWhoTellsNoReset() {
    WireResponse response =
        response(
            "limit-req-minute=100, remaining-req-minute=82,"
                + " limit-tokens-minute=100000, remaining-tokens-minute=94431");

    assertThat(RateLimitHeaders.headroom(response))
        .isEqualTo(new Headroom(OptionalLong.of(82), OptionalLong.of(94_431), Optional.empty()));
  }

  @Test
  void takesTheTighterOfSeveralTokenLimits() {
    assertThat(
            RateLimitHeaders.headroom(
                    response("remaining-tokens=9000, remaining-project-tokens=300"))
                .tokens())
        .hasValue(300);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "2, PT2S",
    "1795435230, PT30S",
    "1795435230000, PT30S",
    "6ms, PT0.006S",
  })
  void readsEveryFormOfAReset(String reset, Duration wait) {
    assertThat(
            RateLimitHeaders.headroom(response("limit=2, remaining=1, reset=" + reset))
                .resetsAfter())
        .contains(wait);
  }

  @Test
  void saysUntilWhenALimitIsUsedUp() {
    assertThat(
            RateLimitHeaders.untilReset(
                response(
                    "remaining-requests=0, reset-requests=3s,"
                        + " remaining-tokens=7, reset-tokens=1m")))
        .contains(Duration.ofSeconds(3));
    assertThat(RateLimitHeaders.untilReset(response("remaining-requests=1, reset-requests=3s")))
        .isEmpty();
  }

  @Test
  void knowsNothingWhereNothingReadableIsTold() {
    assertThat(RateLimitHeaders.headroom(response(""))).isEqualTo(Headroom.UNKNOWN);
    assertThat(
            RateLimitHeaders.headroom(
                response("remaining-requests=-1, remaining-tokens=9999999999999999")))
        .isEqualTo(Headroom.UNKNOWN);
  }

  private static Headroom headroom(long requests, long tokens, Duration resetsAfter) {
    return new Headroom(
        OptionalLong.of(requests), OptionalLong.of(tokens), Optional.of(resetsAfter));
  }

  /** {@code headers} without their common beginning, as {@code name=value, name=value}. */
  private static WireResponse response(String headers) {
    Map<String, List<String>> all =
        Stream.of(headers.split(", "))
            .filter(header -> !header.isEmpty())
            .map(header -> header.split("="))
            .collect(
                Collectors.toMap(
                    pair -> "x-ratelimit-" + pair[0],
                    pair -> List.of(pair[1]),
                    (one, _) -> one,
                    TreeMap::new));
    all.put("date", List.of("Mon, 23 Nov 2026 12:00:00 GMT"));
    return new WireResponse(200, all, new byte[0]);
  }
}
