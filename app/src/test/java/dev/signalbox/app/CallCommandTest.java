package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One routed call from the command line, asked of simulated providers, or of none. */
class CallCommandTest {
  private static final String SETTINGS =
      """
      format: 1
      routes: routes.yaml
      providers:
        anthropic: {api: anthropic-messages, key_env: SBX_NO_KEY}
        openai: {api: openai, key_env: SBX_NO_KEY}
        google: {api: google-gemini, key_env: SBX_NO_KEY}
        perplexity: {api: perplexity-agent, key_env: SBX_NO_KEY}
        mistral:
          api: openai-compatible
          base_url: https://api.mistral.ai/v1
          key_env: SBX_NO_KEY
      """;

  private static final String ROUTES =
      """
      format: 1
      tasks:
        summary:
          description: Says it in two sentences
          requires: [text]
          latency: {deadline: 15s}
          route:
            - {provider: openai, model: gpt-4o-mini, max_output_tokens: 200}
            - {provider: anthropic, model: claude-haiku-4-5, max_output_tokens: 200}
      """;

  @TempDir private Path folder;

  private final InputStream realInput = System.in;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeGoodFiles() throws IOException {
    Files.writeString(folder.resolve("signalbox.yaml"), SETTINGS);
    Files.writeString(folder.resolve("routes.yaml"), ROUTES);
  }

  @AfterEach
  void giveInputBack() {
    System.setIn(realInput);
  }

  @Test
  void printsTheAnswerAndBesideItWhoGaveItAndWhatItCost() {
    assertThat(call("summary", "Where is my train?", "--simulated")).isZero();

    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .contains("answer about \"Where is my train?\"");
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .matches(
            "openai/gpt-4o-mini answered as gpt-4o-mini-2024-07-18.*; \\d+ ms, 1 attempt, 0\\.\\d+ USD");
  }

  @Test
  void readsThePromptFromStandardInput() {
    type("Where is my train?\n");

    assertThat(call("summary", "-", "--simulated")).isZero();
    assertThat(out.toString()).contains("answer about \"Where is my train?\"");
  }

  @Test
  void anEmptyPromptIsBadInput() {
    type(" \n");

    assertThat(call("summary", "--simulated")).isEqualTo(2);
    assertThat(err.toString()).contains("the prompt is empty");
  }

  @Test
  void aStreamedAnswerIsTheSameAnswer() {
    call("summary", "Where is my train?", "--simulated");
    String whole = out.toString();
    out.getBuffer().setLength(0);

    assertThat(call("summary", "Where is my train?", "--simulated", "--stream")).isZero();
    assertThat(out.toString()).isEqualTo(whole);
  }

  @Test
  void everyApiCanBeSimulated() throws IOException {
    for (String target :
        List.of(
            "{provider: openai, model: gpt-5.6, max_output_tokens: 2000}",
            "{provider: google, model: gemini-2.5-flash, max_output_tokens: 2000}",
            "{provider: perplexity, model: openai/gpt-5-mini, max_output_tokens: 2000}",
            "{provider: mistral, model: mistral-small-latest, max_output_tokens: 200}")) {
      Files.writeString(
          folder.resolve("routes.yaml"),
          ROUTES.replace("{provider: openai, model: gpt-4o-mini, max_output_tokens: 200}", target));
      out.getBuffer().setLength(0);

      assertThat(call("summary", "Where is my train?", "--simulated", "--json"))
          .as(target + ": " + err)
          .isZero();
      assertThat(target)
          .contains(json().path("target").asString("").split("/", 2)[0])
          .doesNotContain("anthropic");
    }
  }

  @Test
  void theCallAsJsonSaysWhatWasTriedAndSpent() {
    assertThat(call("summary", "Where is my train?", "--simulated", "--json")).isZero();

    JsonNode call = json();
    assertThat(call.path("result").asString("")).isEqualTo("answered");
    assertThat(call.path("target").asString("")).isEqualTo("openai/gpt-4o-mini");
    assertThat(call.path("answer").asString("")).contains("train");
    assertThat(call.path("attempts").path(0).path("outcome").asString("")).isEqualTo("answered");
    assertThat(call.path("cost_usd").decimalValue()).isPositive();
  }

  @Test
  void explainsInWhatOrderAndForHowMuchTheTargetsWouldBeAsked() {
    assertThat(call("summary", "Where is my train?", "--simulated", "--explain")).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("summary: 2 of 2 targets would be tried");
    assertThat(lines.get(2)).matches(" +1 +openai/gpt-4o-mini +0\\.\\d+ +closed +-");
    assertThat(lines.get(3)).matches(" +2 +anthropic/claude-haiku-4-5 +0\\.\\d+ +closed +-");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void explainsWhyATargetIsLeftOut() {
    assertThat(call("summary", "Where is my train?", "--explain")).isZero();
    assertThat(out.toString())
        .contains("summary: 0 of 2 targets would be tried")
        .containsPattern("openai/gpt-4o-mini .* no key is configured for the provider");
  }

  @Test
  void theDecisionAsJsonIsWhatTheCallLogKeeps() {
    assertThat(call("summary", "Where is my train?", "--simulated", "--explain", "--json"))
        .isZero();

    JsonNode decision = json();
    assertThat(decision.path("candidates").path(0).path("model").asString(""))
        .isEqualTo("gpt-4o-mini");
    assertThat(decision.path("situation").path("targets").size()).isEqualTo(2);
  }

  @Test
  void withoutAnyKeyThereIsNoAnswerAndTheVariableIsNamed() {
    assertThat(call("summary", "Where is my train?")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("no answer: ")
        .contains("no key for provider openai: SBX_NO_KEY is not set");
  }

  @Test
  void anUnknownTaskIsBadInput() {
    assertThat(call("sumary", "Where is my train?", "--simulated")).isEqualTo(2);
    assertThat(err.toString()).contains("sumary").contains("summary");
  }

  @Test
  void aStreamIsNotAlsoJson() {
    assertThat(call("summary", "Where is my train?", "--stream", "--json")).isEqualTo(2);
    assertThat(err.toString()).contains("--stream").contains("--json");
  }

  private static void type(String text) {
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(out.toString());
  }

  private int call(String... arguments) {
    List<String> all = new ArrayList<>(List.of("call"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", folder.resolve("signalbox.yaml").toString()));
    return Signalbox.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
