package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.chat.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls for other programs. */
class ExportCommandTest {
  private static final Usage USAGE = new Usage(1000, 20, 5, 40, 10, 2, 3);
  private static final int MANY = 100_000;

  @TempDir private Path folder;

  private CallsCommandLine line;

  @BeforeEach
  void open() {
    line = new CallsCommandLine();
  }

  @AfterEach
  void drop() {
    line.close();
  }

  private MadeCall logThree() {
    MadeCall first =
        MadeCall.at("2026-09-01T10:00:00.250Z")
            .key("web")
            .user("ann, \"the\" boss")
            .promptVersion("007")
            .tags("beta", "eu")
            .asking("What is\ndue?")
            .brokeOff("openai", "gpt-4o-mini", "half an", "0.000000012")
            .answered("anthropic", "claude-haiku-4-5", "42.00", USAGE);
    StoredCalls.store(
        line.database(),
        first.build(),
        MadeCall.at("2026-09-01T11:00:00Z").task("chat").build(),
        MadeCall.at("2026-10-01T00:00:00Z").answered("openai", "gpt-4o-mini", "1").build());
    return first;
  }

  @Test
  void csvIsAnAttemptALineInTheColumnsThatAreDocumented() throws IOException {
    MadeCall first = logThree();
    Path file = folder.resolve("september.csv");

    assertThat(line.run("export", "--format", "csv", "--to", "2026-10-01", file.toString()))
        .isZero();

    assertThat(line.out()).isEmpty();
    assertThat(line.err()).isEqualTo("2 calls exported\n");
    assertThat(Files.readAllLines(file))
        .hasSize(4)
        .first()
        .isEqualTo(
            "id,started_at,task,origin,result,reason,finish,provider,model,revision,simulated,"
                + "streamed,joined,took_ms,attempts,cost_usd,key,user,prompt_version,conversation,"
                + "kept,table_version,catalog,tags,attempt_ordinal,attempt_kind,attempt_provider,"
                + "attempt_model,attempt_revision,attempt_simulated,attempt_started_at,"
                + "attempt_waited_ms,attempt_limit_ms,attempt_took_ms,attempt_connect_ms,"
                + "attempt_first_content_ms,attempt_outcome,attempt_fault,attempt_detail,"
                + "attempt_status,attempt_request_id,attempt_shown,attempt_input_tokens,"
                + "attempt_cache_read_tokens,attempt_cache_write_tokens,"
                + "attempt_cache_write_hour_tokens,attempt_output_tokens,attempt_reasoning_tokens,"
                + "attempt_searches,attempt_reserved_usd,attempt_cost_usd,attempt_price_version,"
                + "attempt_cost_estimated,attempt_move");
    assertThat(Files.readAllLines(file).get(1))
        .isEqualTo(
            first.id()
                + ",2026-09-01T10:00:00.250000Z,extract,traffic,answered,,done,anthropic,"
                + "claude-haiku-4-5,claude-haiku-4-5-r1,false,false,false,400.0,2,0.031209762,web,"
                + "\"ann, \"\"the\"\" boss\",007,,full,1,catalog-7,\"[\"\"beta\"\",\"\"eu\"\"]\",1,"
                + "ordinary,openai,gpt-4o-mini,,false,2026-09-01T10:00:00.250000Z,0.0,10000.0,400.0,,,"
                + "failed,cut,the connection broke,200,req_0,false,0,0,0,0,0,0,0,,0.000000012,"
                + "test@2026-01-01,true,stop: over");
    assertThat(Files.readAllLines(file).getLast()).endsWith("catalog-7" + ",".repeat(31));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void jsonLinesAreACallALineWithItsAttempts() {
    MadeCall first = logThree();

    assertThat(
            line.run(
                "export", "--format", "jsonl", "--user", "ann, \"the\" boss", "--payloads", "-"))
        .isZero();

    assertThat(line.out().lines())
        .singleElement()
        .asString()
        .startsWith("{\"id\":\"" + first.id() + "\",\"started_at\":\"2026-09-01T10:00:00.250000Z\"")
        .contains(
            "\"tags\":[\"beta\",\"eu\"],\"attempts\":[{\"ordinal\":1,",
            "\"cost_usd\":0.000000012,",
            "\"request\":{\"messages\":[{\"role\":\"user\",\"parts\":[{\"text\":\"What is\\ndue?\"}]}]}",
            "\"answer\":{\"text\":\"42.00\"}}");
    assertThat(line.run("export", "--format", "jsonl", "--task", "chat", "-")).isZero();
    assertThat(line.out().lines())
        .singleElement()
        .asString()
        .contains("\"attempts\":[]")
        .doesNotContain("\"request\"");
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
    logThree();
    Path nowhere = folder.resolve("no/such/folder/calls.csv");

    assertThat(line.run("export", "--format", "csv", nowhere.toString())).isEqualTo(2);
    assertThat(line.err()).startsWith("signalbox: cannot write " + nowhere);
    assertThat(line.run("export", "--format", "csv", "--payloads", "-")).isEqualTo(2);
    assertThat(line.err()).contains("--payloads --format jsonl");
    assertThat(line.run("export", "--format", "parquet", "-")).isEqualTo(2);
    assertThat(line.run("export", "--format", "csv", "--from", "soon", "-")).isEqualTo(2);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  /** What is exported is several times as large as the memory that the process may have. */
  @Test
  void aHundredThousandCallsNeedLittleMemory() throws IOException, InterruptedException {
    StoredCalls.store(
        line.database(),
        IntStream.range(0, 100)
            .mapToObj(i ->
                MadeCall.at("2026-09-01T10:00:00Z")
                    .asking("p".repeat(2_000) + i)
                    .answered("openai", "gpt-4o-mini", "1")
                    .build())
            .toArray(RoutedCall[]::new));
    multiply();

    Process export =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.signalbox.app.Signalbox",
                "calls",
                "export",
                "--format",
                "jsonl",
                "--payloads",
                "-",
                "--config",
                "none.yaml",
                "--database",
                line.url())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long lines = 0;
    long characters = 0;
    try (BufferedReader out = export.inputReader(StandardCharsets.UTF_8)) {
      for (String text = out.readLine(); text != null; text = out.readLine()) {
        lines++;
        characters += text.length();
      }
    }

    assertThat(export.waitFor()).isZero();
    assertThat(lines).isEqualTo(MANY);
    assertThat(characters).isGreaterThan(4L * (48 << 20));
  }

  /** Copies of the calls that are there, each with its own id. */
  private void multiply() {
    List<String> columns =
        line.database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select column_name from information_schema.columns
                        where table_name = 'call_log' and column_name <> 'id'
                        order by ordinal_position
                        """)
                    .mapTo(String.class)
                    .list());
    String rest = String.join(", ", columns);
    line.database()
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "create temp table copies as select c.id as original, gen_random_uuid() as other, n"
                  + " from call_log c cross join generate_series(1, 999) n");
          // The first 48 bits of an id are its time.
          handle.execute(
              "update copies set other = (left(original::text, 14) || right(other::text, 22))::uuid");
          handle.execute(
              "insert into call_log (id, "
                  + rest
                  + ") select other, "
                  + rest
                  + " from copies join call_log on id = original");
        });
  }
}
