package dev.signalbox.router.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {

  @Test
  void readsEveryKindOfValue() {
    String text =
        """
        # a comment
        name: Ada
        port: 8080
        price: 0.0150
        wait: 500ms
        on: true
        colour: red
        tags: [a, "2"]
        servers:
          b: {host: one}
          a: {host: two}
        """;

    List<Object> read =
        YamlReader.read(
            "x.yaml",
            text,
            root ->
                List.of(
                    root.required("name").text(),
                    root.required("port").integer(0, 65535),
                    root.required("price").decimal(BigDecimal.ZERO, BigDecimal.ONE),
                    root.required("wait").duration(Duration.ZERO, Duration.ofHours(1)),
                    root.required("on").flag(),
                    root.required("colour").choice(List.of("green", "red"), Function.identity()),
                    root.required("tags").list().stream().map(YamlValue::text).toList(),
                    root.required("servers").mapping().entries().entrySet().stream()
                        .map(e -> e.getKey() + e.getValue().mapping().required("host").text())
                        .toList(),
                    root.optional("nothing").map(YamlValue::text)));

    assertThat(read)
        .containsExactly(
            "Ada",
            8080,
            new BigDecimal("0.0150"),
            Duration.ofMillis(500),
            true,
            "red",
            List.of("a", "2"),
            List.of("bone", "atwo"),
            Optional.empty());
  }

  @Test
  void reportsAllProblemsAtOnceInTheOrderOfTheFile() {
    String text =
        """
        port: 70000
        nmae: Ada
        wait: 3 weeks
        servers:
          - host: [1]
          - {hots: two}
        """;

    assertThat(
            problems(
                text,
                root -> {
                  root.optional("name").ifPresent(YamlValue::text);
                  root.required("wait").duration(Duration.ofMillis(1), Duration.ofMinutes(90));
                  root.required("port").integer(0, 65535);
                  root.required("size").integer(1, 9);
                  for (YamlValue server : root.required("servers").list()) {
                    server.mapping().required("host").text();
                  }
                }))
        .containsExactly(
            "x.yaml:1:1: \"size\" is missing; it has to be a whole number from 1 to 9",
            "x.yaml:1:7: \"port\" has to be a whole number from 0 to 65535, not 70000",
            "x.yaml:2:1: \"nmae\" is not a key here; did you mean \"name\"?",
            "x.yaml:3:7: \"wait\" has to be a duration from 1ms to 90m, such as 500ms, 8s, 2m or"
                + " 1h, not 3 weeks",
            "x.yaml:5:5: \"host\" has to be text (in quotes if it looks like a number), not a list",
            "x.yaml:6:5: \"host\" is missing; it has to be text (in quotes if it looks like a"
                + " number)",
            "x.yaml:6:6: \"hots\" is not a key here; did you mean \"host\"?");
  }

  @Test
  void listsTheAllowedKeysWhenNoneIsNear() {
    assertThat(
            problems(
                "a: 1\nzebra: 2\n",
                root -> {
                  root.required("a").integer(0, 1);
                  root.optional("b");
                }))
        .containsExactly("x.yaml:2:1: \"zebra\" is not a key here; allowed are a, b");
  }

  @Test
  void saysNothingAboutWhatHangsOnAStandIn() {
    assertThat(problems("a: 5\n", root -> root.required("a").mapping().required("b").text()))
        .containsExactly("x.yaml:1:4: \"a\" has to be a mapping of keys to values, not 5");
  }

  @Test
  void knowsTheKeysOfAMappingHoweverOftenItIsOpened() {
    int sum =
        YamlReader.read(
            "x.yaml",
            "a: {b: 1, c: 2}\n",
            root ->
                root.required("a").mapping().required("b").integer(0, 9)
                    + root.required("a").mapping().required("c").integer(0, 9));

    assertThat(sum).isEqualTo(3);
    assertThat(
            problems(
                "a: {b: x}\n",
                root -> {
                  root.required("a").mapping().required("b").integer(0, 9);
                  root.required("a").mapping().required("b").integer(0, 9);
                }))
        .hasSize(1);
  }

  @Test
  void prefersItsProblemsToTheCallersComplaintAboutAStandIn() {
    assertThat(
            problems(
                "a: x\n",
                root -> {
                  root.required("a").integer(0, 9);
                  throw new IllegalArgumentException("0 is no good");
                }))
        .hasSize(1);
  }

  @Test
  void leavesTheCallersOwnComplaintAloneWhenTheFileIsFine() {
    assertThatThrownBy(() ->
            YamlReader.read(
                "x.yaml",
                "a: 1\n",
                root -> {
                  throw new IllegalArgumentException("bug");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bug");
  }

  @Test
  void placesTheCallersProblemsAtTheValueOrAtTheMapping() {
    assertThat(
            problems(
                "a:\n  b: 1\n",
                root -> {
                  YamlMapping a = root.required("a").mapping();
                  a.required("b").problem("try 2");
                  a.problem("add c");
                }))
        .containsExactly("x.yaml:1:1: add c", "x.yaml:2:6: try 2");
  }

  @ParameterizedTest
  @CsvSource({"yes,4", "True,4", "0,4", "\"true\",4", "~,4", "'',1"})
  void acceptsOnlyTrueAndFalseAsFlags(String written, int column) {
    assertThat(problems("a: " + written + "\n", root -> root.required("a").flag()))
        .singleElement()
        .asString()
        .startsWith("x.yaml:1:" + column + ": \"a\" has to be true or false, ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "\"3\"", "0x10", "1e1", "99999999999999999999999", "-1", "11", "1_0"})
  void refusesWhatIsNotAWholeNumberInRange(String written) {
    assertThat(problems("a: " + written + "\n", root -> root.required("a").integer(0, 10)))
        .singleElement()
        .asString()
        .startsWith("x.yaml:1:4: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-0.1", ".inf", ".nan", "1e-3", "\"0.5\"", "abc", ".5"})
  void refusesWhatIsNotADecimalInRange(String written) {
    assertThat(
            problems(
                "a: " + written + "\n",
                root -> root.required("a").decimal(BigDecimal.ZERO, BigDecimal.ONE)))
        .singleElement()
        .asString()
        .startsWith("x.yaml:1:4: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "8 s", "1d", "1.5s", "-8s", "99999999999s", "2h"})
  void refusesWhatIsNotADurationInRange(String written) {
    assertThat(
            problems(
                "a: " + written + "\n",
                root -> root.required("a").duration(Duration.ZERO, Duration.ofHours(1))))
        .singleElement()
        .asString()
        .startsWith("x.yaml:1:4: ");
  }

  @Test
  void namesWhatMayBeChosen() {
    assertThat(
            problems(
                "a: blue\nb: [red, blue]\n",
                root -> {
                  root.required("a").choice(List.of("green", "red"), Function.identity());
                  for (YamlValue item : root.required("b").list()) {
                    item.choice(List.of("green", "red"), Function.identity());
                  }
                }))
        .containsExactly(
            "x.yaml:1:4: \"a\" has to be one of green, red, not blue",
            "x.yaml:2:10: item 2 of \"b\" has to be one of green, red, not blue");
  }

  @Test
  void turnsAnyValueIntoJson() {
    String text = "a: {b: [1, 2.50, true, null, x, '7'], c: -3e2}\n";

    String json = YamlReader.read("x.yaml", text, root -> root.required("a").json().toString());

    assertThat(json).isEqualTo("{\"b\":[1,2.50,true,null,\"x\",\"7\"],\"c\":-300}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: 1\\nb: 2\\na: 3             | x.yaml:3:1: "a" was given in line 1 already; keep one of the two
          a: &x 1\\nb: 2                 | x.yaml:1:4: anchors (&name) are not supported; write the value out
          a: !secret b                   | x.yaml:1:4: the tag !secret is not supported; write the value out
          a: !!int b                     | x.yaml:1:4: the tag tag:yaml.org,2002:int is not supported; write the value out
          1: b                           | x.yaml:1:1: a key has to be text; put it in quotes
          [a]: b                         | x.yaml:1:1: a key has to be text; put it in quotes
          a: 0x1F                        | x.yaml:1:4: "0x1F" is not a decimal number; write it in digits, or in quotes if it is text
          a:\\n\\tb: 1                   | x.yaml:2:1: a tab cannot indent YAML; use spaces
          - a                            | x.yaml:1:1: the file is not a mapping; it has to be lines of the form "key: value"
          just text                      | x.yaml:1:1: the file is not a mapping; it has to be lines of the form "key: value"
          # nothing                      | x.yaml:1:1: the file is empty; it has to be lines of the form "key: value"
          a: b\\007c                   | x.yaml:1:5: the character U+0007 is not allowed in YAML; delete it
          """)
  void refusesYamlThatItDoesNotTake(String text, String problem) {
    assertThat(problems(text.translateEscapes(), root -> root.optional("a")))
        .containsExactly(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b: c",
        "a: [1, 2",
        "a: \"open",
        "a: 1\n b: 2",
        "a: 1\n---\nb: 2",
        "{",
        "a: %",
        "*a",
        "a: *nowhere",
        "? a",
        "\u0000",
        "a: 'it's'",
        "%YAML 9.9\n---\na: 1",
        "&a [*a]"
      })
  void refusesMalformedYamlWithAPlaceAndASentence(String text) {
    assertThat(problems(text, root -> root.optional("a").ifPresent(YamlValue::text)))
        .isNotEmpty()
        .allSatisfy(problem ->
            assertThat(problem).matches("(?s)x\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .{12,200}"));
  }

  @Test
  @Timeout(10)
  void refusesBombsWithoutBuildingThem() {
    String aliases =
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b]\n";
    String brackets = "a: " + "[".repeat(500_000);
    String indents = "a: " + "- ".repeat(200_000);

    assertThat(problems(aliases, root -> root.optional("a"))).hasSize(16);
    assertThat(problems(brackets, root -> root.optional("a")))
        .containsExactly("x.yaml:1:67: this is nested more than 64 levels deep; flatten it");
    assertThat(problems(indents, root -> root.optional("a"))).hasSize(1);
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    String text = "a: " + "x".repeat(YamlReader.MAX_BYTES);

    assertThat(problems(text, root -> root.optional("a")))
        .containsExactly(
            "x.yaml:1:1: the file is larger than 1048576 bytes, the most that is read");
  }

  @Test
  void readsAFileUpToTheLimit() {
    String value = "ü".repeat(YamlReader.MAX_BYTES / 2 - 2);

    String read = YamlReader.read("x.yaml", "a: " + value, root -> root.required("a").text());

    assertThat(read).isEqualTo(value);
  }

  @Test
  void readsFilesAndTellsWhenItCannot(@TempDir Path folder) throws IOException {
    Path good = Files.writeString(folder.resolve("good.yaml"), "a: é\n");
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "a: é\n".getBytes(StandardCharsets.ISO_8859_1));
    Path large = Files.write(folder.resolve("large.yaml"), new byte[YamlReader.MAX_BYTES + 1]);
    Function<YamlMapping, String> shape = root -> root.required("a").text();

    assertThat(YamlReader.read(good, shape)).isEqualTo("é");
    assertThatThrownBy(() -> YamlReader.read(latin, shape))
        .hasMessageEndingWith("save it as UTF-8");
    assertThatThrownBy(() -> YamlReader.read(large, shape)).hasMessageContaining("larger than");
    assertThatThrownBy(() -> YamlReader.read(folder.resolve("none.yaml"), shape))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageEndingWith("none.yaml:1:1: there is no such file");
    assertThatThrownBy(() -> YamlReader.read(folder, shape))
        .isInstanceOf(InvalidFileException.class);
  }

  private static List<String> problems(String text, Consumer<YamlMapping> shape) {
    InvalidFileException thrown =
        catchThrowableOfType(
            InvalidFileException.class,
            () ->
                YamlReader.read(
                    "x.yaml",
                    text,
                    root -> {
                      shape.accept(root);
                      return "";
                    }));
    assertThat(thrown).as("the file should have been refused").isNotNull();
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
