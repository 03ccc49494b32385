package dev.signalbox.router.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAdviceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "19 | PT19S",
        "0.25 | PT0.25S",
        "1.984999999 | PT1.984999999S",
        "86400 | PT1H",
        "Mon, 23 Nov 2026 12:00:20 GMT | PT20S",
        "Mon, 23 Nov 2026 11:59:00 GMT | PT0S",
        "Fri, 31 Dec 2100 00:00:00 GMT | PT1H",
      })
  void readsEveryFormOfRetryAfter(String value, Duration wait) {
    assertThat(RetryAdvice.fromHeaders(response(Map.of("Retry-After", value)))).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "NaN",
        "1e9",
        "99999999999999999999",
        "0x10",
        "2026-11-23",
        "1.2.3"
      })
  void takesNothingElseForAWait(String value) {
    assertThat(RetryAdvice.fromHeaders(response(Map.of("Retry-After", value)))).isEmpty();
  }

  @Test
  void prefersMilliseconds() {
    assertThat(
            RetryAdvice.fromHeaders(response(Map.of("retry-after-ms", "1500", "retry-after", "2"))))
        .contains(Duration.ofMillis(1500));
    assertThat(RetryAdvice.fromHeaders(response(Map.of("retry-after-ms", "x", "retry-after", "2"))))
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void makesNothingOfADateWhenItDoesNotKnowThePresent() {
    Map<String, List<String>> undated =
        Map.of("Retry-After", List.of("Mon, 23 Nov 2026 12:00:20 GMT"));

    assertThat(RetryAdvice.fromHeaders(new WireResponse(429, undated, new byte[0]))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please try again in 6ms. | PT0.006S",
        "Limit 30000, Used 28039. Please try again in 3.89s. Visit https://… | PT3.89S",
        "try again in 2m7.93s | PT2M7.93S",
        "Please try again in 14m24s. | PT14M24S",
        "Please try again in 1h0m0.5s | PT1H",
        "Please try again in 26h. | PT1H",
      })
  void readsAWaitThatIsOnlyTold(String message, Duration wait) {
    assertThat(RetryAdvice.fromSentence(message)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Please try again later.", "try again in a while", "try again in 5 days", "3.89s"})
  void hearsNoWaitWhereNoneIsTold(String message) {
    assertThat(RetryAdvice.fromSentence(message)).isEmpty();
  }

  @Test
  void measuresAMomentFromTheDateOfTheAnswer() {
    assertThat(RetryAdvice.until(Instant.parse("2026-11-23T12:00:01Z"), response(Map.of())))
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void readsXShouldRetryAndNothingLikeIt() {
    assertThat(RetryAdvice.shouldRetry(response(Map.of("X-Should-Retry", "true")))).contains(true);
    assertThat(RetryAdvice.shouldRetry(response(Map.of("x-should-retry", "false"))))
        .contains(false);
    assertThat(RetryAdvice.shouldRetry(response(Map.of("x-should-retry", "maybe")))).isEmpty();
    assertThat(RetryAdvice.shouldRetry(response(Map.of()))).isEqualTo(Optional.empty());
  }

  private static WireResponse response(Map<String, String> headers) {
    Map<String, List<String>> all = new TreeMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("Date", List.of("Mon, 23 Nov 2026 12:00:00 GMT"));
    return new WireResponse(429, all, new byte[0]);
  }
}
