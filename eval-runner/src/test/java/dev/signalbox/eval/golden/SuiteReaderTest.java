package dev.signalbox.eval.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.yaml.InvalidFileException;
import dev.signalbox.router.yaml.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuiteReaderTest {
  private static final String SUITE =
      """
      format: 1
      name: totals
      task: extraction
      description: Totals of receipts.
      pass_mark: 0.9
      max_output_tokens: 200
      instructions: Read the receipt.
      schemas:
        receipt:
          type: object
          required: [total]
          properties:
            total: {type: number}
      graders:
        - {name: json_schema, weight: 1}
        - {name: field_match, weight: 3}
        - {name: latency, weight: 0, limit: 20s}
      """;
  private static final String CASE =
      "{\"id\": \"a\", \"input\": \"Total 12.50\", \"expected\": {\"total\": 12.50}}\n";

  @TempDir Path folder;

  @BeforeEach
  void writeAGoodSuite() throws IOException {
    write("suite.yaml", SUITE);
    write("cases.jsonl", CASE);
  }

  @Test
  void readsWhatToAskAndHowToGrade() throws IOException {
    write(
        "cases.jsonl",
        """
        {"id": "a", "input": "Total 12.50", "expected": {"total": 12.50}, "schema": "receipt", "critical": true, "tags": ["eur", "short"]}

        {"id": "b", "input": [{"role": "user", "content": "Total?"}, {"role": "assistant", "content": "Of what?"}, {"role": "user", "content": "3"}], "expected": {"total": 3}}
        """);

    GoldenSuite suite = SuiteReader.fromFolder(folder);

    assertThat(suite.name()).isEqualTo("totals");
    assertThat(suite.task()).isEqualTo("extraction");
    assertThat(suite.passMark()).isEqualTo(0.9);
    assertThat(suite.graderVersion())
        .isEqualTo("pass>=0.9 json_schema/1*1.0 field_match/1*3.0 latency/1(PT20S)*0.0");
    GoldenCase first = suite.cases().getFirst();
    assertThat(first.critical()).isTrue();
    assertThat(first.tags()).containsExactlyInAnyOrder("eur", "short");
    assertThat(first.expected().get("total").decimalValue())
        .isEqualByComparingTo(new BigDecimal("12.5"));
    assertThat(first.request().maxOutputTokens()).hasValue(200);
    assertThat(first.request().messages())
        .extracting(m -> m.text())
        .containsExactly("Read the receipt.", "Total 12.50");
    assertThat(first.request().format())
        .isInstanceOfSatisfying(
            ResponseFormat.JsonSchema.class,
            format -> {
              assertThat(format.name()).isEqualTo("receipt");
              assertThat(format.schema().at("/properties/total/type").stringValue())
                  .isEqualTo("number");
            });
    assertThat(suite.cases().get(1).request().messages())
        .extracting(m -> m.role())
        .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
  }

  @Test
  void readsASuiteWithoutSchemasAsFreeText() throws IOException {
    write(
        "suite.yaml",
        """
        format: 1
        name: greetings
        task: chat
        description: Says hello.
        pass_mark: 1
        graders: [{name: field_match, weight: 1}]
        """);

    GoldenCase only = SuiteReader.fromFolder(folder).cases().getFirst();

    assertThat(only.request().format()).isInstanceOf(ResponseFormat.FreeText.class);
    assertThat(only.request().messages()).hasSize(1);
  }

  @Test
  void keepsHashesWhenKeysMoveAndSpacesAndNumbersAreWrittenOtherwise() throws IOException {
    GoldenSuite before = SuiteReader.fromFolder(folder);
    write("suite.yaml", SUITE.replace("task: extraction\n", "") + "task: extraction\n");
    write(
        "cases.jsonl",
        "{\"expected\":{\"total\":1.25E1},\"input\":\"Total 12.50\",   \"id\":\"a\"}");

    GoldenSuite after = SuiteReader.fromFolder(folder);

    assertThat(after.version()).isEqualTo(before.version()).matches("[0-9a-f]{64}");
    assertThat(after.cases().getFirst().hash())
        .isEqualTo(before.cases().getFirst().hash())
        .matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Read the receipt.          | Read the bill.
          type: number               | type: [number, 'null']
          max_output_tokens: 200     | max_output_tokens: 300
          """)
  void givesACaseANewHashWhenWhatIsAskedChanges(String from, String to) throws IOException {
    String before = SuiteReader.fromFolder(folder).cases().getFirst().hash();
    write("suite.yaml", SUITE.replace(from, to));

    assertThat(SuiteReader.fromFolder(folder).cases().getFirst().hash()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pass_mark: 0.9             | pass_mark: 0.8
          weight: 3                  | weight: 2
          limit: 20s                 | limit: 10s
          """)
  void keepsCaseHashesButNotTheVersionWhenGradingChanges(String from, String to)
      throws IOException {
    GoldenSuite before = SuiteReader.fromFolder(folder);
    write("suite.yaml", SUITE.replace(from, to));

    GoldenSuite after = SuiteReader.fromFolder(folder);

    assertThat(after.cases().getFirst().hash()).isEqualTo(before.cases().getFirst().hash());
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(after.graderVersion()).isNotEqualTo(before.graderVersion());
  }

  @Test
  void reportsEveryProblemOfTheCasesWithItsPlace() throws IOException {
    write(
        "cases.jsonl",
        """
        {"id": "a", "input": "x", "expected": 1}
        {"id": "a", "input": "x", "expected": 1}
        {"id": 7, "input": "", "expected": 1, "critical": "yes", "tags": ["t", 2]}
        {"id": "d", "inputs": "x", "expected": 1}
        {"id": "e", "input": [{"role": "assistant", "content": "x"}], "expected": 1}
        {"id": "f", "input": [{"role": "robot", "content": "x", "name": "y"}, 3], "expected": 1}
        {"id": "g", "input": "x", "schema": "receit"}
        {"id": "h", "input": "x", "expected": 1, "id": "i"}
        ["j"]
        {"id": "k", "input": "x", "expected": 1} {}
        {"id": "l",
        """);

    assertThat(problems())
        .containsExactly(
            at(2, 2, "the id \"a\" was given in line 1 already; each case needs its own"),
            at(3, 2, "\"id\" has to be text that is not blank, not 7"),
            at(
                3,
                11,
                "\"input\" has to be text that is not blank, or a list of messages, not \"\""),
            at(3, 39, "\"critical\" has to be true or false, not \"yes\""),
            at(3, 58, "\"tags\" has to be a list of texts, not this list"),
            at(4, 1, "\"input\" is missing; it has to be text or a list of messages"),
            at(4, 13, "\"inputs\" is not a key here; did you mean \"input\"?"),
            at(5, 13, "at least one message has to have the role user"),
            at(6, 24, "\"role\" has to be one of system, user, assistant, not \"robot\""),
            at(6, 57, "\"name\" is not a key here; allowed are content, role"),
            at(6, 71, "item 2 of \"input\" has to be a JSON object in braces"),
            at(
                7,
                1,
                "\"expected\" is missing; it has to be what the graders compare the answer with"),
            at(7, 27, "\"schema\" has to be one of receipt, not \"receit\""),
            at(8, 46, "this is not one JSON object a line (Duplicate Object property \"id\")"),
            at(9, 1, "the line has to be a JSON object in braces"),
            at(
                10,
                42,
                "this is not one JSON object a line (there is more after the end of the object)"),
            at(
                11,
                12,
                "this is not one JSON object a line (Unexpected end-of-input within/between Object entries)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format: 1        | format: 2          | 1  | 9  | whole number from 1 to 1
          pass_mark: 0.9   | pass_mark: 0       | 5  | 12 | number from 0.01 to 1
          pass_mark: 0.9   | passmark: 0.9      | 5  | 1  | did you mean "pass_mark"?
          weight: 3        | weight: -3         | 16 | 33 | number from 0 to 1000
          field_match      | field_macth        | 16 | 12 | one of json_schema, field_match, latency
          field_match      | json_schema        | 16 | 5  | keep one of the two
          limit: 20s       | limit: soon        | 17 | 39 | such as 500ms
          type: number     | type: money        | 9  | 3  | this is not a JSON schema: /properties/total/type
          receipt:         | 'a receipt:'       | 9  | 3  | rename this one
          """)
  void saysWhereTheSuiteFileIsWrongAndWhatWouldBeRight(
      String from, String to, int line, int column, String sentence) throws IOException {
    write("suite.yaml", SUITE.replace(from, to));

    assertThat(problems())
        .anySatisfy(problem -> {
          assertThat(problem.file()).isEqualTo(folder.resolve("suite.yaml").toString());
          assertThat(problem.sentence()).contains(sentence);
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.column()).isEqualTo(column);
        });
  }

  @Test
  void refusesASuiteInWhichNoGraderCounts() throws IOException {
    write("suite.yaml", SUITE.replaceAll("weight: [13]", "weight: 0"));

    assertThatThrownBy(this::read).hasMessageContaining("weight above 0");
  }

  @Test
  void refusesToJudgeBySchemaWithoutOne() throws IOException {
    write("suite.yaml", SUITE.replaceAll("(?s)schemas:.*graders", "graders"));

    assertThatThrownBy(this::read).hasMessageContaining("add one under \"schemas\"");
  }

  @Test
  void asksWhichSchemaIsMeantWhenThereAreSeveral() throws IOException {
    write("suite.yaml", SUITE.replace("  receipt:", "  ticket: {type: object}\n  receipt:"));

    assertThat(problems())
        .containsExactly(at(1, 1, "\"schema\" is missing; it has to be one of ticket, receipt"));
  }

  @Test
  void refusesAnEmptyFileOfCases() throws IOException {
    write("cases.jsonl", "\n\n");

    assertThat(problems())
        .containsExactly(at(1, 1, "the file has no cases; write one JSON object a line"));
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Files.write(
        folder.resolve("cases.jsonl"), "{\"id\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problems())
        .containsExactly(at(1, 1, "the file is not UTF-8 text; save it as UTF-8"));
  }

  @Test
  void saysWhatASuiteIsWhenAFileIsNotThere() throws IOException {
    Files.delete(folder.resolve("cases.jsonl"));

    assertThatThrownBy(this::read)
        .hasMessageEndingWith(
            "there is no such file; a suite is a folder with suite.yaml and cases.jsonl");
    assertThatThrownBy(() -> SuiteReader.fromClassPath(getClass().getClassLoader(), "nowhere"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageStartingWith("golden-sets/nowhere/suite.yaml:1:1: there is no such file");
  }

  private GoldenSuite read() {
    return SuiteReader.fromFolder(folder);
  }

  private List<Problem> problems() {
    return catchThrowableOfType(InvalidFileException.class, this::read).problems();
  }

  private Problem at(int line, int column, String sentence) {
    return new Problem(folder.resolve("cases.jsonl").toString(), line, column, sentence);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
