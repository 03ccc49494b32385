package dev.signalbox.eval.golden;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.yaml.Problem;
import dev.signalbox.router.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds cases to the suite in a folder. A case that was not accepted gets {@code proposed} in the
 * place of {@code expected}, so that nobody can run the suite before a person has looked at it.
 */
public final class SuiteWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SuiteFiles files;
  private final Path cases;
  private final SuiteSettings settings;

  private SuiteWriter(Path folder) {
    this.files = SuiteFiles.in(folder);
    this.cases = folder.resolve(SuiteFiles.CASES);
    this.settings =
        YamlReader.read(
            files.nameOf(SuiteFiles.SUITE), files.text(SuiteFiles.SUITE), SuiteSettings::of);
  }

  /**
   * Adds a case at the end of the suite's file of cases, or leaves the file as it is.
   *
   * @return why it was not added, as a sentence; empty when it was
   * @throws dev.signalbox.router.yaml.InvalidFileException if there is no suite that can be read
   * @throws IOException if the file cannot be written
   */
  public static Optional<String> add(Path folder, NewCase added) throws IOException {
    SuiteWriter writer = new SuiteWriter(folder);
    try {
      writer.append(added);
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Why a case cannot be added. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String sentence) {
      super(sentence);
    }
  }

  private void append(NewCase added) throws IOException, Refusal {
    ObjectNode line = JSON.objectNode().put("id", added.id());
    schema(added.schema()).ifPresent(name -> line.put("schema", name));
    line.set("input", input(added.messages()));
    JsonNode answer = answer(added);
    String before = Files.exists(cases) ? files.text(SuiteFiles.CASES) : "";
    String ended = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
    check(ended, line.deepCopy().set(CasesReader.EXPECTED, answer));
    line.set(added.accepted() ? CasesReader.EXPECTED : CasesReader.PROPOSED, answer);
    replace(ended + line + "\n");
  }

  /** The name of the suite's own schema that is the same. */
  private Optional<String> schema(Optional<JsonNode> wanted) throws Refusal {
    if (wanted.isEmpty() && settings.schemas().isEmpty()) {
      return Optional.empty();
    }
    if (wanted.isEmpty()) {
      throw new Refusal("the suite asks for JSON that satisfies a schema, and this prompt did not");
    }
    String canonical = CanonicalJson.of(wanted.get());
    for (Map.Entry<String, JsonNode> schema : settings.schemas().entrySet()) {
      if (CanonicalJson.of(schema.getValue()).equals(canonical)) {
        return Optional.of(schema.getKey());
      }
    }
    throw new Refusal(
        "the answer had to satisfy a schema that the suite does not have; add it to "
            + SuiteFiles.SUITE);
  }

  private JsonNode input(List<Message> prompt) throws Refusal {
    List<Message> own = withoutInstructions(prompt);
    if (own.size() == 1 && own.getFirst().role() == Role.USER) {
      return JSON.stringNode(own.getFirst().text());
    }
    ArrayNode messages = JSON.arrayNode();
    for (Message message : own) {
      messages
          .addObject()
          .put("role", message.role().name().toLowerCase(Locale.ROOT))
          .put("content", message.text());
    }
    return messages;
  }

  /** Every case of a suite begins with the suite's instructions. */
  private List<Message> withoutInstructions(List<Message> prompt) throws Refusal {
    if (settings.instructions().isEmpty()) {
      return prompt;
    }
    Message first = prompt.getFirst();
    if (first.role() != Role.SYSTEM
        || !first.text().strip().equals(settings.instructions().get().strip())) {
      throw new Refusal("the prompt does not begin with the suite's instructions");
    }
    return prompt.subList(1, prompt.size());
  }

  private JsonNode answer(NewCase added) throws Refusal {
    if (added.answer().isEmpty()) {
      if (added.accepted()) {
        throw new Refusal("there is no answer that could be accepted");
      }
      return JSON.nullNode();
    }
    String text = added.answer().get();
    if (settings.schemas().isEmpty()) {
      return JSON.stringNode(text);
    }
    try {
      return JsonLine.parse(text).value();
    } catch (JacksonException _) {
      if (added.accepted()) {
        throw new Refusal("the answer cannot be accepted, for it is not JSON");
      }
      return JSON.stringNode(text);
    }
  }

  /** Whatever else is in the file, there must be nothing wrong with the new line. */
  private void check(String before, JsonNode line) throws Refusal {
    List<Problem> problems = new ArrayList<>();
    new CasesReader(files.nameOf(SuiteFiles.CASES), settings, problems).read(before + line);
    long number = before.lines().count() + 1;
    for (Problem problem : problems) {
      if (problem.line() == number) {
        throw new Refusal(problem.sentence());
      }
    }
  }

  private void replace(String text) throws IOException {
    Path part = cases.resolveSibling(SuiteFiles.CASES + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, cases, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
