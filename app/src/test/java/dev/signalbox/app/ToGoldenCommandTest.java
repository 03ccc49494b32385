package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.SuiteReader;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.LogRule.Keep;
import dev.signalbox.router.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that become cases of a suite. */
class ToGoldenCommandTest {
  private static final JsonNode SCHEMA =
      JsonMapper.builder()
          .build()
          .readTree(
              """
              {"type": "object", "required": ["due"], "additionalProperties": false,
               "properties": {"due": {"type": "number"}}}
              """);

  private static final String SUITE =
      """
      format: 1
      name: bills
      task: extract
      description: Bills to JSON.
      pass_mark: 1
      instructions: |
        You read bills.
      graders:
        - {name: field_match, weight: 1}
      schemas:
        bill:
          type: object
          additionalProperties: false
          required: [due]
          properties:
            due: {type: number}
      """;

  private static final String FIRST_CASE =
      "{\"id\":\"one\",\"input\":\"Due: 1\",\"expected\":{\"due\":1}}";

  @TempDir private Path suite;

  private CallsCommandLine line;

  @BeforeEach
  void open() throws IOException {
    line = new CallsCommandLine();
    Files.writeString(suite.resolve("suite.yaml"), SUITE);
    Files.writeString(cases(), FIRST_CASE);
  }

  @AfterEach
  void drop() {
    line.close();
  }

  @Test
  void anAcceptedAnswerIsTheExpectedOne() {
    UUID call = log(bill("Due: 42"), "{\"due\": 42.50}");

    assertThat(run(call, "--accept", "--id", "forty-two")).isZero();

    GoldenCase added = SuiteReader.fromFolder(suite).cases().getLast();
    assertThat(added.id()).isEqualTo("forty-two");
    assertThat(added.request().messages())
        .extracting(Message::text)
        .containsExactly("You read bills.\n", "Due: 42");
    assertThat(added.request().format())
        .isEqualTo(new ResponseFormat.JsonSchema("bill", SCHEMA, true));
    assertThat(added.expected().toString()).isEqualTo("{\"due\":42.50}");
  }

  @Test
  void otherwiseTheSuiteIsRefusedUntilSomebodyHasLooked() throws IOException {
    UUID call = log(bill("Due: 42"), "{\"due\": 7}");

    assertThat(run(call)).isZero();

    assertThat(Files.readAllLines(cases()))
        .containsExactly(
            FIRST_CASE,
            "{\"id\":\"call-%s\",\"schema\":\"bill\",\"input\":\"Due: 42\",\"proposed\":{\"due\":7}}"
                .formatted(call));
    assertThatThrownBy(() -> SuiteReader.fromFolder(suite))
        .isInstanceOfSatisfying(
            InvalidFileException.class,
            refusal ->
                assertThat(refusal.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.line()).isEqualTo(2))
                    .asString()
                    .contains("rename \"proposed\" to \"expected\""));
    Files.writeString(
        cases(),
        Files.readString(cases()).replace("\"proposed\":{\"due\":7}", "\"expected\":{\"due\":42}"));
    assertThat(SuiteReader.fromFolder(suite).cases()).hasSize(2);
  }

  @Test
  void aSecondDraftIsAddedBesideTheFirstAndNoIdTwice() throws IOException {
    UUID first = log(bill("Due: 1"), "{\"due\": 1}");
    UUID second = log(bill("Due: 2"), "no idea");
    assertThat(run(first)).isZero();
    assertThat(run(second)).isZero();
    String before = Files.readString(cases());

    assertThat(run(second)).isEqualTo(2);
    assertThat(line.err()).contains("was given in line 3 already");
    assertThat(Files.readString(cases())).isEqualTo(before);
  }

  @Test
  void aPromptThatIsNotKeptMakesNoCase() {
    MadeCall hashed = call(bill("Due: 1"), "{\"due\": 1}");
    StoredCalls.store(line.database(), new LogRule(Keep.HASH, false, false), hashed.build());
    UUID erased = log(bill("Due: 2"), "{\"due\": 2}");
    line.run("erase", erased.toString(), "--why", "asked for", "--yes");
    UUID old = log(bill("Due: 3"), "{\"due\": 3}");
    line.database().jdbi().useHandle(handle -> handle.execute("delete from call_payload"));

    assertRefused(hashed.id(), "only hashes are kept");
    assertRefused(erased, "this call was erased");
    assertRefused(old, "is not kept any more");
    assertRefused(new UUID(0x019ca8d72d007000L, 0x8000000000000000L), "there is no call");
  }

  @Test
  void whatACaseCannotSayMakesNone() {
    assertRefused(
        log(bill("Due: 1"), "around 7"), "--accept", "cannot be accepted, for it is not JSON");
    assertRefused(
        log(ChatRequest.of(Message.user("Due: 1")), "7"), "asks for JSON that satisfies a schema");
    assertRefused(
        log(
            ChatRequest.of(Message.system("You read novels."), Message.user("Due: 1"))
                .change()
                .format(new ResponseFormat.JsonSchema("x", SCHEMA, true))
                .build(),
            "{}"),
        "does not begin with the suite's instructions");
  }

  private void assertRefused(UUID call, String... optionsAndSentence) {
    String sentence = optionsAndSentence[optionsAndSentence.length - 1];
    String[] options = Arrays.copyOf(optionsAndSentence, optionsAndSentence.length - 1);
    assertThat(run(call, options)).isEqualTo(2);
    assertThat(line.err().lines()).singleElement().asString().contains(sentence);
    assertThat(SuiteReader.fromFolder(suite).cases()).hasSize(1);
  }

  private static ChatRequest bill(String text) {
    return ChatRequest.of(Message.system("You read bills."), Message.user(text))
        .change()
        .format(new ResponseFormat.JsonSchema("invoice", SCHEMA, true))
        .build();
  }

  private static MadeCall call(ChatRequest request, String answer) {
    return MadeCall.at("2026-03-01T10:00:00Z")
        .asking(request)
        .answered("openai", "gpt-4o-mini", answer, new Usage(100, 0, 0, 10, 0));
  }

  private UUID log(ChatRequest request, String answer) {
    MadeCall call = call(request, answer);
    StoredCalls.store(line.database(), call.build());
    return call.id();
  }

  private int run(UUID call, String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(
        new String[] {"to-golden", call.toString(), "--suite", suite.toString()}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return line.run(all);
  }

  private Path cases() {
    return suite.resolve("cases.jsonl");
  }
}
