package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signalbox routes} with what the settings say of providers and models. */
class RoutesTest {
  private static final String SETTINGS =
      """
      format: 1
      routes: routes.yaml
      catalog: models.yaml
      providers:
        anthropic: {api: anthropic-messages, base_url: "https://api.anthropic.com", cloud: aws, key_env: KEY}
        local: {api: openai-compatible, base_url: "http://127.0.0.1:8000/v1", region: eu, cloud: aws, key_env: KEY}
      """;

  private static final String MODELS =
      """
      format: 1
      vendors:
        local:
          - names: [llama]
            capabilities: [text, streaming]
            max_input_tokens: 8000
            max_output_tokens: 2000
            accepts: [temperature]
            price: unknown
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
            - {provider: local, model: llama}
            - {provider: anthropic, model: claude-haiku-4-5}
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeGoodFiles() throws IOException {
    write("signalbox.yaml", SETTINGS);
    write("models.yaml", MODELS);
    write("routes.yaml", ROUTES);
  }

  @Test
  void aWarningIsShownAndDoesNotRefuseTheTable() {
    assertThat(run("check", "--config", path("signalbox.yaml"))).isZero();
    assertThat(out.toString()).startsWith("1 tasks, hash ");
    assertThat(err.toString())
        .startsWith("warning: " + path("routes.yaml") + ":7:5: every target runs on aws");
  }

  @Test
  void aModelOfTheUsersOwnWithoutAPriceHasNoPlaceUnderALimit() throws IOException {
    write("routes.yaml", ROUTES.replace("route:", "cost: {per_day_usd: 9}\n    route:"));

    assertThat(run("check", "--config", path("signalbox.yaml"))).isEqualTo(2);
    assertThat(err.toString()).contains(":9:34: llama has no price");
  }

  @Test
  void aMistakeInTheUsersOwnCatalogueIsShownWhereItIs() throws IOException {
    write("models.yaml", MODELS.replace("[temperature]", "[heat]"));

    assertThat(run("check", "--config", path("signalbox.yaml"))).isEqualTo(2);
    assertThat(err.toString()).startsWith(path("models.yaml") + ":8:17: item 1 of \"accepts\"");
  }

  @Test
  void dataThatHasToStayInARegionNeedsAProviderWhoseRegionIsSaid() throws IOException {
    write("routes.yaml", ROUTES.replace("route:", "vendors: {regions: [eu]}\n    route:"));

    assertThat(run("check", "--config", path("signalbox.yaml"))).isEqualTo(2);
    assertThat(err.toString()).contains("nobody knows the region of anthropic");
  }

  @Test
  void differencesAreNamedByTaskAndRuleAndTellInTheExitStatus() throws IOException {
    write("after.yaml", ROUTES.replace("deadline: 5s", "deadline: 8s"));

    assertThat(run("diff", path("routes.yaml"), path("after.yaml"))).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly("~ summary", "    ~ latency.deadline: 5s -> 8s");
  }

  @Test
  void equalTablesDifferInNothingHoweverTheyAreWritten() throws IOException {
    write("after.yaml", "# a remark\n" + ROUTES.replace("5s", "5000ms"));

    assertThat(run("diff", path("routes.yaml"), path("after.yaml"))).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theSchemaNeedsNoSettings() {
    assertThat(run("schema")).isZero();
    assertThat(out.toString()).startsWith("{").contains("\"on_content_filter\"");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String subcommand, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "routes";
    all[1] = subcommand;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Signalbox.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }
}
