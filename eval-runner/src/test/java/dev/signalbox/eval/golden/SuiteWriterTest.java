package dev.signalbox.eval.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuiteWriterTest {
  private static final List<Message> TALK =
      List.of(Message.user("Hello?"), Message.assistant("Yes?"), Message.user("Hello!"));

  @TempDir private Path folder;

  @BeforeEach
  void writeASuiteOfFreeText() throws IOException {
    Files.writeString(
        folder.resolve("suite.yaml"),
        """
        format: 1
        name: greetings
        task: chat
        description: Says hello.
        pass_mark: 1
        graders: [{name: field_match, weight: 1}]
        """);
  }

  @Test
  void theFirstCaseMakesTheFile() throws IOException {
    assertThat(add("talk", Optional.of("Hi."), true)).isEmpty();

    GoldenCase added = SuiteReader.fromFolder(folder).cases().getFirst();
    assertThat(added.request().messages()).isEqualTo(TALK);
    assertThat(added.expected().stringValue()).isEqualTo("Hi.");
  }

  @Test
  void whatIsOnlyProposedIsRefusedByTheReader() throws IOException {
    assertThat(add("talk", Optional.of("Hi."), false)).isEmpty();
    assertThat(add("silence", Optional.empty(), false)).isEmpty();

    assertThatThrownBy(() -> SuiteReader.fromFolder(folder))
        .isInstanceOfSatisfying(
            InvalidFileException.class,
            refusal ->
                assertThat(refusal.problems())
                    .hasSize(2)
                    .allSatisfy(problem ->
                        assertThat(problem.sentence())
                            .contains("rename \"proposed\" to \"expected\"")));
  }

  @Test
  void aRefusedCaseLeavesTheFileAsItWas() throws IOException {
    String broken = "{\"id\":\"talk\",\"input\":\"x\",\"expected\":\"y\"}\n{this is no case";
    Files.writeString(folder.resolve("cases.jsonl"), broken);

    assertThat(add("talk", Optional.of("Hi."), true))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("line 1 already"));
    assertThat(add("other", Optional.empty(), true))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("no answer"));
    assertThat(add(" ", Optional.of("Hi."), true))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("\"id\""));
    assertThat(Files.readString(folder.resolve("cases.jsonl"))).isEqualTo(broken);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  private Optional<String> add(String id, Optional<String> answer, boolean accepted)
      throws IOException {
    return SuiteWriter.add(folder, new NewCase(id, TALK, Optional.empty(), answer, accepted));
  }
}
