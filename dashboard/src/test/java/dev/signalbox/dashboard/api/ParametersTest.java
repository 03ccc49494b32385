package dev.signalbox.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static Parameters given(String value) {
    return new Parameters(Map.of("it", value), NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28, 2026-02-28T00:00:00Z",
    "2026-02-28T07:30:00Z, 2026-02-28T07:30:00Z",
    "2h, 2026-03-01T08:00:00Z",
    "3d, 2026-02-26T10:00:00Z",
    "90s, 2026-03-01T09:58:30Z"
  })
  void readsMomentsAndHowLongAgo(String value, Instant moment) {
    assertThat(given(value).moment("it")).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-02-30",
        "-2h",
        "99999d",
        "1969-12-31",
        "+99999-01-01T00:00:00Z",
        "2026"
      })
  void refusesWhatIsNoMomentOfACall(String value) {
    refuses(() -> given(value).moment("it"), "\"" + value + "\" is no moment, such as 2026-03-01,");
  }

  @Test
  void readsEveryOtherKindOfValue() {
    assertThat(given("2s").milliseconds("it")).contains(2000.0);
    assertThat(given("0.05").usd("it")).contains(new BigDecimal("0.05"));
    assertThat(given("7").count("it", 50, 200)).isEqualTo(7);
    assertThat(given("eval").oneOf("it", List.of("traffic", "eval"))).contains("eval");
    UUID id = UUID.randomUUID();
    assertThat(given(id.toString()).id("it")).contains(id);
    assertThat(given(" two words ").text("it")).contains(" two words ");
  }

  @Test
  void whatIsNotGivenIsAbsentOrUsual() {
    Parameters none = new Parameters(Map.of(), NOW);

    assertThat(none.text("it")).isEmpty();
    assertThat(none.moment("it")).isEmpty();
    assertThat(none.count("it", 50, 200)).isEqualTo(50);
  }

  @Test
  void saysOfEveryKindWhatIsWrongWithIt() {
    refuses(() -> given("2").milliseconds("it"), "\"2\" is no length of time, such as 250ms,");
    refuses(() -> given("1e9").usd("it"), "\"1e9\" is no amount of USD, such as 0.05");
    refuses(() -> given("-1").usd("it"), "\"-1\" is no amount of USD");
    refuses(() -> given("201").count("it", 50, 200), "\"201\" is no whole number from 1 to 200");
    refuses(() -> given("0").count("it", 50, 200), "\"0\" is no whole number");
    refuses(() -> given("9".repeat(30)).count("it", 50, 200), "is no whole number");
    refuses(() -> given("1-1-1-1-1").id("it"), "\"1-1-1-1-1\" is no id of a call");
    refuses(() -> given("x").oneOf("it", List.of("a", "b")), "\"x\" is none of a, b");
    refuses(() -> given(" ").text("it"), "nothing is given; leave it out instead");
    refuses(() -> given("a".repeat(1001)).text("it"), "1001 characters are too many");
    refuses(() -> given("a\0b").text("it"), "a NUL character");
  }

  private static void refuses(Runnable reading, String beginning) {
    assertThatExceptionOfType(BadParameterException.class)
        .isThrownBy(reading::run)
        .satisfies(mistake -> {
          assertThat(mistake.parameter()).isEqualTo("it");
          assertThat(mistake).hasMessageContaining(beginning);
        });
  }
}
