package dev.signalbox.golden.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.golden.PlausibleMistake;
import dev.signalbox.eval.golden.SuiteReader;
import dev.signalbox.eval.grade.CaseAnswer;
import dev.signalbox.eval.grade.Grade;
import dev.signalbox.eval.grade.WeightedGrader;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ExtractionSuiteTest {
  private static final int FEWEST_CASES = 60;
  private static final int LONGEST_PROMPT_BYTES = 1_500;

  private final ClassLoader resources = getClass().getClassLoader();
  private final GoldenSuite suite = SuiteReader.fromClassPath(resources, "extraction");

  @Test
  void isWhatItsGeneratorWrites() throws IOException {
    try (InputStream in = resources.getResourceAsStream("golden-sets/extraction/cases.jsonl")) {
      String checkedIn =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);

      assertThat(checkedIn)
          .as("cases.jsonl is written by ExtractionSuite.main, given golden-sets/extraction")
          .isEqualTo(ExtractionSuite.cases());
    }
  }

  @Test
  void hasEnoughCasesOfEachKind() {
    Map<String, Long> kinds =
        suite.cases().stream()
            .collect(
                Collectors.groupingBy(
                    ExtractionSuiteTest::schemaName, TreeMap::new, Collectors.counting()));
    System.out.println("extraction: " + suite.cases().size() + " cases, " + kinds);

    assertThat(suite.cases()).hasSizeGreaterThanOrEqualTo(FEWEST_CASES);
    assertThat(kinds).containsOnlyKeys("contract", "invoice", "support_ticket");
    assertThat(kinds.values()).allMatch(count -> count >= 20);
  }

  @Test
  void asksNothingTwiceAndAtNoGreatLength() {
    List<String> prompts = suite.cases().stream().map(ExtractionSuiteTest::prompt).toList();

    assertThat(prompts).doesNotHaveDuplicates();
    assertThat(prompts)
        .allSatisfy(prompt ->
            assertThat(prompt.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(LONGEST_PROMPT_BYTES));
    assertThat(suite.cases()).extracting(GoldenCase::hash).doesNotHaveDuplicates();
  }

  /** Baselines hang on the hashes; a case whose hash changes has to earn a new one. */
  @Test
  void keepsTheHashesOfTheFirstRelease() {
    Map<String, String> hashes =
        suite.cases().stream().collect(Collectors.toMap(GoldenCase::id, GoldenCase::hash));

    assertThat(hashes)
        .containsEntry(
            "invoice-01", "5e97e76cecac6e2c1b147d5f1de9808a4003d5693d35022cad1bef0d7bb22140")
        .containsEntry(
            "ticket-01", "dc1aa8425ff2644f075976f7da01b823667c30e01059caa7cfcc985c35c5703f")
        .containsEntry(
            "contract-01", "1dcb83bf4b9ff8e1c16d2153ffbfaed4ffa6b5f072dc91a30de8a6f999500fcf");
  }

  @Test
  void givesFullMarksToTheExpectedAnswer() {
    assertThat(suite.cases())
        .allSatisfy(
            golden -> assertThat(scores(golden, golden.expected()).values()).containsOnly(1.0));
  }

  @Test
  void givesLessToAPlausibleMistakeWhichStillSatisfiesTheSchema() {
    assertThat(suite.cases())
        .allSatisfy(golden -> {
          JsonNode wrong = PlausibleMistake.in(golden.expected(), golden.id());
          assertThat(scores(golden, wrong))
              .as("%s", wrong)
              .containsEntry("json_schema", 1.0)
              .hasEntrySatisfying("field_match", score -> assertThat(score).isBetween(0.5, 0.99));
        });
  }

  @Test
  void failsAnAnswerThatLacksAField() {
    assertThat(suite.cases())
        .allSatisfy(golden -> {
          ObjectNode lacking = (ObjectNode) golden.expected().deepCopy();
          lacking.remove(lacking.propertyNames().iterator().next());
          Map<String, Double> scores = scores(golden, lacking);
          assertThat(scores).containsEntry("json_schema", 0.0);
          assertThat(scores.get("field_match")).isLessThan(1);
        });
  }

  /** What can be told from the document must not be null everywhere, or always the same. */
  @Test
  void variesInEveryField() {
    Map<String, List<GoldenCase>> kinds =
        suite.cases().stream().collect(Collectors.groupingBy(ExtractionSuiteTest::schemaName));

    kinds.forEach((kind, cases) ->
        cases.getFirst().expected().propertyNames().stream()
            .forEach(field ->
                assertThat(cases.stream().map(one -> one.expected().get(field)).distinct())
                    .as("%s.%s", kind, field)
                    .hasSizeGreaterThan(1)));
  }

  private Map<String, Double> scores(GoldenCase golden, JsonNode answer) {
    Reply reply =
        Reply.of(answer.toString(), Usage.NONE, new Revision("a-model", Optional.empty()));
    CaseAnswer given =
        new CaseAnswer(golden.request(), golden.expected(), reply, Duration.ofSeconds(1));
    return suite.graders().stream()
        .map(WeightedGrader::grader)
        .collect(
            Collectors.toMap(
                grader -> grader.name(), grader -> ((Grade.Scored) grader.grade(given)).score()));
  }

  private static String schemaName(GoldenCase golden) {
    return ((ResponseFormat.JsonSchema) golden.request().format()).name();
  }

  private static String prompt(GoldenCase golden) {
    Message last = golden.request().messages().getLast();
    return last.text();
  }
}
