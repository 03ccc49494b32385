package dev.signalbox.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.chat.FinishReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class FieldMatchGraderTest {
  private final FieldMatchGrader grader = new FieldMatchGrader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1, "b": "x"}        | {"b": "x", "a": 1}
          {"total": 110}            | {"total": 110.00}
          {"total": 0.1}            | {"total": 1e-1}
          {"name": "Ada"}           | {"name": "  Ada "}
          {"due": null}             | {"due": null}
          {"lines": []}             | {"lines": []}
          {"paid": true}            | {"paid": true}
          """)
  void givesFullMarksToTheSameValuesHoweverWritten(String expected, String got) {
    assertThat(score(expected, got)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1, "b": 2}              | {"a": 1, "b": 3}          | 0.5
          {"a": 1, "b": 2}              | {"a": 1}                  | 0.5
          {"a": 1}                      | {"a": 1, "made_up": null} | 0.5
          {"a": null}                   | {}                        | 0
          {"a": null}                   | {"a": ""}                 | 0
          {"total": 110}                | {"total": "110"}          | 0
          {"name": "Ada"}               | {"name": "ada"}           | 0
          {"due": "2026-04-03"}         | {"due": "2026-03-04"}     | 0
          {"l": [1, 2, 3]}              | {"l": [1, 3]}             | 0.333
          {"l": [{"q": 1, "p": 2}, {"q": 3, "p": 4}]} | {"l": [{"q": 1, "p": 2}]} | 0.5
          {"l": []}                     | {"l": [7]}                | 0
          {"a": {"b": 1, "c": 2}}       | [1, 2]                    | 0
          """)
  void countsEachFieldThatDiffersOrIsMissingOrMadeUp(String expected, String got, double score) {
    assertThat(score(expected, got)).isCloseTo(score, within(0.001));
  }

  @Test
  void namesTheFieldsThatDifferWithBothValues() {
    Grade grade =
        grader.grade(
            Answers.answer(
                "{\"total\": 12.5, \"due\": null, \"lines\": [{\"sku\": \"A-1\"}]}",
                "{\"total\": 12.05, \"lines\": [{\"sku\": \"A-1\", \"tax\": 3}]}"));

    assertThat(grade)
        .isEqualTo(
            new Grade.Scored(
                0.25,
                "3 of 4 fields differ: total: expected 12.5, got 12.05; due: missing, expected"
                    + " null; lines[0].tax: not expected, got 3"));
  }

  @Test
  void keepsTheExplanationShortWhateverTheModelWrote() {
    StringBuilder got = new StringBuilder("{\"a\": \"" + "x".repeat(10_000) + "\"");
    for (int i = 0; i < 50; i++) {
      got.append(", \"extra").append(i).append("\": 1");
    }

    Grade.Scored grade =
        (Grade.Scored) grader.grade(Answers.answer("{\"a\": 1}", got.append("}").toString()));

    assertThat(grade.explanation()).hasSizeLessThan(1_000).endsWith("; and 43 more");
  }

  @Test
  void tellsAFieldWithADotInItsNameFromANestedOne() {
    assertThat(score("{\"a.b\": 1}", "{\"a\": {\"b\": 1}}")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'I found:'                  | the answer is not JSON
          '```json\n{"a": 1}\n```'    | the answer is not JSON
          '{"a": 1} {"a": 1}'         | the answer is not JSON
          '{"a": 1'                   | the answer is not JSON
          '  '                        | the answer is empty
          """)
  void scoresZeroWhatIsNotExactlyOneJsonValue(String text, String why) {
    assertThat(grader.grade(Answers.answer("{\"a\": 1}", text)))
        .isInstanceOfSatisfying(
            Grade.Scored.class,
            grade -> {
              assertThat(grade.score()).isZero();
              assertThat(grade.explanation()).startsWith(why);
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = FinishReason.class,
      names = {"LENGTH", "CONTENT_FILTER", "REFUSAL"})
  void scoresZeroAnAnswerThatWasCutOrWithheldEvenIfItsTextIsRight(FinishReason finish) {
    CaseAnswer answer =
        Answers.answer("{\"a\": 1}", Answers.reply("{\"a\": 1}", finish, Optional.empty()));

    assertThat(grader.grade(answer))
        .isInstanceOfSatisfying(Grade.Scored.class, grade -> assertThat(grade.score()).isZero());
  }

  @Test
  void quotesTheRefusal() {
    CaseAnswer answer =
        Answers.answer(
            "{\"a\": 1}",
            Answers.reply("", FinishReason.DONE, Optional.of("I can't help with invoices.")));

    assertThat(grader.grade(answer))
        .isEqualTo(
            new Grade.Scored(0, "the model declined to answer: I can't help with invoices."));
  }

  private double score(String expected, String got) {
    return ((Grade.Scored) grader.grade(Answers.answer(expected, got))).score();
  }

  @Test
  void writesNothingInAnExplanationThatADatabaseWouldRefuse() {
    String emoji = "\uD83D\uDE00";
    CaseAnswer answer =
        Answers.answer(
            "{\"a\": 1}",
            Answers.reply(
                "", FinishReason.REFUSAL, Optional.of("no\0 " + "x".repeat(76) + emoji + emoji)));

    Grade.Scored grade = (Grade.Scored) grader.grade(answer);

    assertThat(grade.explanation()).doesNotContain("\0").endsWith("x" + emoji + "…");
  }
}
