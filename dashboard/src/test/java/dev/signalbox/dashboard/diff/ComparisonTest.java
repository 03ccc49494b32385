package dev.signalbox.dashboard.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  @Test
  void comparesJsonAnswersFieldByFieldAndPutsWrongOnesFirst() {
    Comparison comparison =
        Comparison.of(
            "{\"currency\": \"EUR\", \"lines\": [{\"amount\": 3}]}",
            Optional.of("{\"currency\":\"EUR\",\"lines\":[{\"amount\":3}]}"),
            Optional.of("{\"currency\":\"EUR\",\"lines\":[{\"amount\":4}],\"note\":\"new\"}"));

    assertThat(comparison).isInstanceOf(Comparison.Fields.class);
    assertThat(((Comparison.Fields) comparison).fields())
        .containsExactly(
            new Comparison.Field(
                "lines[0].amount", Optional.of("3"), Optional.of("3"), Optional.of("4")),
            new Comparison.Field("note", Optional.empty(), Optional.empty(), Optional.of("new")),
            new Comparison.Field(
                "currency", Optional.of("EUR"), Optional.of("EUR"), Optional.of("EUR")));
  }

  @Test
  void countsAMissingFieldAsWrong() {
    Comparison.Fields fields =
        (Comparison.Fields)
            Comparison.of("{\"a\": 1}", Optional.of("{\"a\": 1}"), Optional.of("{\"b\": 1}"));

    assertThat(fields.fields().getFirst().path()).isEqualTo("a");
    assertThat(fields.fields().getFirst().isWrong()).isTrue();
  }

  @Test
  void comparesWordByWordWhatIsNoJsonObject() {
    Comparison comparison =
        Comparison.of("{\"a\":1}", Optional.of("{\"a\":1}"), Optional.of("I am sorry"));

    assertThat(comparison).isInstanceOf(Comparison.Texts.class);
    assertThat(((Comparison.Texts) comparison).expected()).isEqualTo("{\n  \"a\" : 1\n}");
  }

  @Test
  void managesWithoutAnswers() {
    assertThat(Comparison.of("\"yes\"", Optional.empty(), Optional.empty()))
        .isInstanceOf(Comparison.Texts.class);
    assertThat(Comparison.of("{\"a\":1}", Optional.empty(), Optional.of("{\"a\":2}")))
        .isInstanceOf(Comparison.Fields.class);
  }

  @Test
  void survivesJsonThatNestsDeeply() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(Comparison.of("{\"a\":1}", Optional.of(deep), Optional.of(deep)))
        .isInstanceOf(Comparison.Texts.class);
  }
}
