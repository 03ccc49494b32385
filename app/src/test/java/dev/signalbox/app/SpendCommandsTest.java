package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.StoredCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls cost, corrected prices and erasures, as a person at a terminal has them. */
class SpendCommandsTest {
  @TempDir private Path folder;

  private CallsCommandLine line;
  private UUID first;

  @BeforeEach
  void logCalls() {
    line = new CallsCommandLine();
    MadeCall call =
        MadeCall.at("2026-09-01T10:00:00Z")
            .user("ann")
            .tags("beta")
            .answered("openai", "gpt-4o-mini", "1.5");
    first = call.id();
    StoredCalls.store(
        line.database(),
        call.build(),
        MadeCall.at("2026-09-02T10:00:00Z")
            .user("bob")
            .answered("anthropic", "claude-haiku-4-5", "0.25")
            .build(),
        MadeCall.at("2026-09-02T11:00:00Z")
            .ofEval()
            .answered("openai", "gpt-4o-mini", "3")
            .build());
  }

  @AfterEach
  void drop() {
    line.close();
  }

  @Test
  void spendIsATable() {
    assertThat(line.run("spend", "--by", "user", "--month", "2026-09")).isZero();

    assertThat(line.out().lines().map(String::strip))
        .containsExactly(
            "2026-09-01 to 2026-09-30 (UTC), by user",
            "calls             USD     evals    evals' USD",
            "ann                                                        1          1.5000         0        0.0000",
            "bob                                                        1          0.2500         0        0.0000",
            "none                                                       0          0.0000         1        3.0000",
            "all calls                                                  2          1.7500         1        3.0000");
  }

  @Test
  void spendIsOneJsonObjectForPrograms() {
    assertThat(
            line.run(
                "spend",
                "--by",
                "model",
                "--top",
                "1",
                "--from",
                "2026-09-01",
                "--to",
                "2026-09-03",
                "--json"))
        .isZero();

    assertThat(line.out().strip())
        .isEqualTo(
            "{\"from\":\"2026-09-01\",\"to\":\"2026-09-03\",\"by\":\"model\",\"total\":{\"calls\":2,"
                + "\"usd\":1.75,\"evals\":1,\"evals_usd\":3},\"simulated_usd\":0,\"rows\":[{\"name\":"
                + "\"openai/gpt-4o-mini\",\"figures\":{\"calls\":1,\"usd\":1.5,\"evals\":1,"
                + "\"evals_usd\":3}}],\"rest\":{\"names\":1,\"figures\":{\"calls\":1,\"usd\":0.25,"
                + "\"evals\":0,\"evals_usd\":0}},\"budgets\":[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "--by colour, --by: \"colour\" is none of task",
    "--by prompt-version --task extract, --task: what one task costs by prompt_version is not kept",
    "--month 2026-09 --from 2026-09-01, --month: it goes with neither",
    "--to 2026-09-01, --to: there is no first day",
    "--from 2026-09-02 --to 2026-09-02, --to: it is not after the beginning",
    "--from yesterday, --from: \"yesterday\" is no day",
    "--top 0, --top: \"0\" is no whole number from 1 to 1000"
  })
  void badInputOfSpendGetsOneSentence(String options, String sentence) {
    assertThat(line.run(("spend " + options).split(" "))).isEqualTo(2);

    assertThat(line.err().lines()).singleElement().asString().contains(sentence);
  }

  @Test
  void repricingIsADryRunUntilItIsToBeApplied() throws IOException {
    Path settings = settings();
    String[] dry = {"reprice", "--from", "2026-09-01", "--to", "2026-10-01"};

    assertThat(line.run(settings, dry)).isEqualTo(1);
    assertThat(line.out())
        .contains("openai/gpt-4o-mini")
        .contains("would have a new cost; --apply writes it");
    String table = line.out().lines().takeWhile(text -> !text.contains("attempts")).toList() + "";
    assertThat(line.run(settings, dry)).isEqualTo(1);
    assertThat(line.run(settings, with(dry, "--apply"))).isEqualTo(2);
    assertThat(line.err()).contains("--apply needs --why");

    assertThat(line.run(settings, with(dry, "--apply", "--why", "the price was late"))).isZero();
    assertThat(line.out().lines().takeWhile(text -> !text.contains("attempts")).toList() + "")
        .isEqualTo(table);
    assertThat(line.run(settings, dry)).isZero();
    assertThat(rows("call_log_change where action = 'reprice' and why = 'the price was late'"))
        .isEqualTo(1);
  }

  @Test
  void repricingNeedsAPeriod() {
    assertThat(line.run("reprice", "--from", "2026-09-01")).isEqualTo(2);
    assertThat(line.run("reprice", "--from", "2026-09-02", "--to", "2026-09-01")).isEqualTo(2);
    assertThat(line.err().lines()).singleElement().asString().contains("--to");
  }

  @Test
  void erasesAUserAndSaysHowMuch() {
    String[] erase = {"erase", "--user", "ann", "--why", "asked for", "--who", "eve", "--yes"};

    assertThat(line.run(erase)).isZero();
    assertThat(line.out()).isEqualTo("erased: 1 calls, 2 payloads\n");
    assertThat(line.run(erase)).isZero();
    assertThat(line.out()).isEqualTo("erased: 0 calls, 0 payloads\n");
    assertThat(rows("call_log where user_id = 'ann'")).isZero();
    assertThat(rows("call_log_change where who = 'eve'")).isEqualTo(2);
  }

  @Test
  void erasesCallsByTheirIds() {
    assertThat(line.run("erase", first.toString(), "--why", "held a password", "--yes")).isZero();

    assertThat(line.out()).isEqualTo("erased: 1 calls, 2 payloads\n");
    assertThat(rows("call_log where kept = 'erased'")).isEqualTo(1);
    assertThat(line.run("show", first.toString())).isZero();
    assertThat(line.out()).contains("request\n  erased\n", "answer\n  erased\n");
  }

  @Test
  void erasesNothingByMistake() {
    assertThat(line.run("erase", "--user", "ann", "--why", "asked for")).isEqualTo(2);
    assertThat(line.err()).contains("--yes");
    assertThat(line.run("erase", "--why", "asked for", "--yes")).isEqualTo(2);
    assertThat(line.run("erase", "nonsense", "--why", "asked for", "--yes")).isEqualTo(2);
    assertThat(line.run("erase", "--user", "ann", "--yes")).isEqualTo(2);
    assertThat(rows("call_log where kept = 'erased'")).isZero();
    assertThat(rows("call_log_change")).isZero();
  }

  private Path settings() throws IOException {
    Files.writeString(
        folder.resolve("signalbox.yaml"),
        """
        format: 1
        routes: routes.yaml
        providers:
          anthropic: {api: anthropic-messages, base_url: "https://api.anthropic.com", key_env: SBX_NO_KEY}
          openai: {api: openai-chat, base_url: "https://api.openai.com/v1", key_env: SBX_NO_KEY}
        """);
    return folder.resolve("signalbox.yaml");
  }

  private static String[] with(String[] arguments, String... more) {
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }

  private int rows(String from) {
    return line.database()
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("select count(*) from " + from).mapTo(Integer.class).one());
  }
}
