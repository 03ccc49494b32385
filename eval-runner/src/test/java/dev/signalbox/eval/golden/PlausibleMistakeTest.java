package dev.signalbox.eval.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlausibleMistakeTest {
  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"due": "2026-04-03"}           | {"due":"2026-03-04"}
          {"due": "2026-04-23"}           | {"due":"2026-04-24"}
          {"due": "2026-12-31"}           | {"due":"2027-01-01"}
          {"total": 12.50}                | {"total":12.05}
          {"total": 100}                  | {"total":10}
          {"total": -12}                  | {"total":-21}
          {"days": 30}                    | {"days":3}
          {"count": 7}                    | {"count":8}
          {"count": 0}                    | {"count":1}
          {"currency": "EUR"}             | {"currency":"USD"}
          {"currency": "CHF"}             | {"currency":"EUR"}
          {"renews": false}               | {"renews":true}
          {"number": "INV-2043"}          | {"number":"INV-2034"}
          {"name": "Berg & Sons Ltd"}     | {"name":"Berg & Sons"}
          {"category": "defect", "n": 7}  | {"category":"defect","n":8}
          {"due": null, "n": 7}           | {"due":null,"n":8}
          """)
  void slipsAsAModelDoes(String expected, String wrong) {
    assertThat(mapper.writeValueAsString(mistake(expected, "any"))).isEqualTo(wrong);
  }

  @Test
  void mayDropTheLastLine() {
    assertThat(mistake("[\"a\", \"b\"]", "any")).isEqualTo(mapper.readTree("[\"a\"]"));
  }

  @ParameterizedTest
  @CsvSource({"'\"unknown\"'", "'\"spam\"'", "null", "{}", "[]"})
  void alwaysDiffersEvenWhenThereIsNothingToSlipOn(String expected) {
    assertThat(mistake(expected, "any")).isNotEqualTo(mapper.readTree(expected));
  }

  @Test
  void makesTheSameSlipForTheSameSeedAndVariousOnesForOthers() {
    String expected = "{\"a\": 12, \"b\": \"2026-01-02\", \"c\": true, \"d\": [1, 2]}";

    assertThat(mistake(expected, "case-1")).isEqualTo(mistake(expected, "case-1"));
    assertThat(IntStream.range(0, 50).mapToObj(i -> mistake(expected, "case-" + i)).distinct())
        .hasSizeGreaterThan(3);
  }

  @Test
  void leavesTheExpectedAnswerAlone() {
    JsonNode expected = mapper.readTree("{\"a\": {\"b\": [1, 2]}}");

    PlausibleMistake.in(expected, "any");

    assertThat(expected).isEqualTo(mapper.readTree("{\"a\": {\"b\": [1, 2]}}"));
  }

  private JsonNode mistake(String expected, String seed) {
    return PlausibleMistake.in(mapper.readTree(expected), seed);
  }
}
