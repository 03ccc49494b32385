package dev.signalbox.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonSchemaGraderTest {
  private static final String GOOD =
      "{\"number\": \"A-1\", \"total\": 12.5, \"due\": \"2026-04-03\"}";

  private final JsonSchemaGrader grader = new JsonSchemaGrader();

  @Test
  void acceptsAnAnswerThatSatisfiesTheSchemaWhateverItsValues() {
    assertThat(grader.grade(Answers.answer("{}", GOOD)))
        .isEqualTo(new Grade.Scored(1, "satisfies the schema"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"number": "A-1", "total": 12.5}                                | due
          {"number": "A-1", "total": "12.5", "due": null}                 | /total
          {"number": "A-1", "total": 12.5, "due": "3 April 2026"}         | /due
          {"number": "A-1", "total": 12.5, "due": null, "currency": "EUR"}| currency
          """)
  void namesTheFieldThatViolatesTheSchema(String text, String field) {
    assertThat(grader.grade(Answers.answer("{}", text)))
        .isInstanceOfSatisfying(
            Grade.Scored.class,
            grade -> {
              assertThat(grade.score()).isZero();
              assertThat(grade.explanation()).contains(field);
            });
  }

  @Test
  void scoresZeroAnAnswerThatWasCut() {
    assertThat(
            grader.grade(
                Answers.answer("{}", Answers.reply(GOOD, FinishReason.LENGTH, Optional.empty()))))
        .isEqualTo(new Grade.Scored(0, "the answer was cut at its token limit"));
  }

  @Test
  void doesNotJudgeACaseThatAsksForFreeText() {
    CaseAnswer free =
        new CaseAnswer(
            ChatRequest.of(Message.user("hello")),
            Answers.json("{}"),
            Answers.reply(GOOD, FinishReason.DONE, Optional.empty()),
            Duration.ofSeconds(1));

    assertThat(grader.grade(free))
        .isEqualTo(new Grade.Unscored("the case asks for no JSON schema"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "objekt"}                              | /type
          {"properties": 3}                               | /properties
          {"pattern": "("}                                | /pattern
          {"$ref": "#/$defs/nowhere"}                     | nowhere
          {"$ref": "http://127.0.0.1:9/elsewhere.json"}   | elsewhere
          """)
  void saysWhatKeepsASchemaFromBeingUsable(String schema, String what) {
    assertThat(JsonSchemaGrader.problems(Answers.json(schema)))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).contains(what));
  }

  @Test
  void findsNothingWrongWithAGoodSchema() {
    assertThat(JsonSchemaGrader.problems(Answers.json(Answers.INVOICE_SCHEMA))).isEmpty();
  }
}
