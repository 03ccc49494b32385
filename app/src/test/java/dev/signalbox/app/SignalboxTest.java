package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a person meets it: bad input gets one clear sentence and the right exit status.
 */
class SignalboxTest {
  private static final String SETTINGS =
      """
      format: 1
      routes: routes.yaml
      providers:
        anthropic: {api: anthropic-messages, base_url: "https://api.anthropic.com", key_env: SBX_NO_KEY}
        openai: {api: openai-chat, base_url: "https://api.openai.com/v1", key_env: SBX_NO_KEY}
      """;

  private static final String ROUTES =
      """
      format: 1
      tasks:
        summary:
          description: Says it in two sentences
          requires: [text]
          latency: {deadline: 5s}
          route:
            - {provider: openai, model: gpt-4o-mini}
            - {provider: anthropic, model: claude-haiku-4-5}
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeGoodFiles() throws IOException {
    Files.writeString(folder.resolve("signalbox.yaml"), SETTINGS);
    Files.writeString(folder.resolve("routes.yaml"), ROUTES);
  }

  @Test
  void aGoodTableIsGood() {
    assertThat(run("routes", "check")).isZero();
    assertThat(out.toString()).startsWith("1 tasks, hash ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theHashIsOfTheCanonicalFormAndNotOfTheFile() throws IOException {
    run("routes", "show");
    String canonical = out.toString();
    Files.writeString(folder.resolve("routes.yaml"), "# a remark\n" + ROUTES + "\n");
    out.getBuffer().setLength(0);
    run("routes", "show");

    assertThat(out.toString()).isEqualTo(canonical).contains("\"gpt-4o-mini\"");
  }

  @Test
  void malformedYamlIsShownWithLineAndColumn() throws IOException {
    Files.writeString(folder.resolve("routes.yaml"), "format: 1\ntasks: [\n");

    assertThat(run("routes", "check")).isEqualTo(2);
    assertOneProblemAt("routes.yaml:", "well-formed YAML");
  }

  @Test
  void anUnknownKeyIsRefusedWithASuggestion() throws IOException {
    Files.writeString(
        folder.resolve("signalbox.yaml"), SETTINGS.replace("routes:", "rotues: x\nroutes:"));

    assertThat(run("routes", "check")).isEqualTo(2);
    assertOneProblemAt("signalbox.yaml:2:1:", "did you mean \"routes\"?");
  }

  @Test
  void aTaskWithoutAFallbackAtAnotherVendorIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("routes.yaml"),
        ROUTES.replace("      - {provider: anthropic, model: claude-haiku-4-5}\n", ""));

    assertThat(run("routes", "check")).isEqualTo(2);
    assertOneProblemAt("routes.yaml:7:5:", "another vendor");
  }

  @Test
  void aMissingKeyIsNamedByItsVariable() {
    assertThat(run("serve")).isEqualTo(2);
    assertThat(err.toString())
        .contains("openai: SBX_NO_KEY is not set")
        .contains("--allow-missing-keys");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedWithoutItsPassword() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    String url = "postgres://me:secret-word@127.0.0.1:" + closed + "/calls";

    assertThat(run("serve", "--allow-missing-keys", "--database", url)).isEqualTo(2);
    assertThat(err.toString())
        .contains("no PostgreSQL answers at 127.0.0.1:" + closed)
        .doesNotContain("secret-word");
  }

  @Test
  void anUnknownCommandPointsToTheHelp() {
    assertThat(Signalbox.run(new PrintWriter(out), new PrintWriter(err, true), "serbe"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("serbe").contains("--help");
  }

  @Test
  void detectSaysWhereARecordedResultIsWrong() throws IOException {
    Path results = folder.resolve("results.csv");
    Files.writeString(results, "run_at,case_id,score\n2026-11-23T00:00:00Z,a,1.5\n");

    assertThat(
            Signalbox.run(
                new PrintWriter(out), new PrintWriter(err, true), "detect", results.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("results.csv:2:3:");
  }

  @Test
  void detectFindsADropAndExitsWithOne() throws IOException {
    List<String> rows = new ArrayList<>(List.of("run_at,case_id,score"));
    for (int run = 0; run < 60; run++) {
      for (int golden = 0; golden < 20; golden++) {
        boolean passes = run < 55 || golden >= 8;
        rows.add(
            "2026-11-%02dT%02d:00:00Z,case-%d,%d"
                .formatted(1 + run / 24, run % 24, golden, passes ? 1 : 0));
      }
    }
    Path results = Files.write(folder.resolve("results.csv"), rows);

    assertThat(
            Signalbox.run(
                new PrintWriter(out, true), new PrintWriter(err), "detect", results.toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("\"type\":\"regression\"").contains("case-7");
  }

  private void assertOneProblemAt(String place, String words) {
    assertThat(err.toString().lines()).singleElement().asString().contains(place).contains(words);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", folder.resolve("signalbox.yaml").toString()));
    if (arguments[0].equals("serve")) {
      all.addAll(List.of("--data", folder.resolve("data").toString()));
    }
    return Signalbox.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
