package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema as an operator sees it. */
final class DbCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestDatabase test;

  @BeforeEach
  void create() {
    test = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    test.close();
  }

  @Test
  void migratesStepByStep() {
    assertThat(run("status")).isEqualTo(ExitCode.FOUND);
    assertThat(out.toString()).contains("call log").contains("waiting");

    assertThat(run("migrate")).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).contains("made 6 call log");
    assertThat(run("migrate")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("up to date");
  }

  @Test
  void saysWhatTheCallLogTakesUpAndWhatGoesNext() {
    try (Database database = test.migrated()) {
      database.jdbi().useHandle(handle -> handle.execute("select make_call_log_day('2026-03-01')"));
    }

    assertThat(run("status")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("2026-03-01 to 2026-03-01, 1 of them")
        .contains("payloads    of 2026-03-01 are dropped on 2026-04-02");

    out.getBuffer().setLength(0);
    assertThat(run("status", "--json")).isEqualTo(ExitCode.OK);
    JsonNode json = JsonMapper.shared().readTree(out.toString());
    assertThat(json.at("/call_log/first_day").asString()).isEqualTo("2026-03-01");
    assertThat(json.at("/call_log/call_bytes").asLong()).isPositive();
    assertThat(json.at("/call_log/next/0/what").asString()).isEqualTo("calls");
    assertThat(json.at("/migrations/0/made_at").asString()).isNotEmpty();
  }

  private int run(String... arguments) {
    return Signalbox.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Stream.of(
                Stream.of("db"),
                Stream.of(arguments),
                Stream.of("--database", url(), "--config", "none.yaml"))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private String url() {
    DatabaseAddress address = test.address();
    return "%s%suser=%s&password=%s"
        .formatted(
            address.jdbcUrl(),
            address.jdbcUrl().contains("?") ? "&" : "?",
            address.user(),
            URLEncoder.encode(address.password(), StandardCharsets.UTF_8));
  }
}
