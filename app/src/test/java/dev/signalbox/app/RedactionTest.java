package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.dashboard.Dashboard;
import dev.signalbox.dashboard.DashboardSettings;
import dev.signalbox.dashboard.page.Sources;
import dev.signalbox.db.Database;
import dev.signalbox.db.TestDatabase;
import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.db.calllog.KeepFrom;
import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.Packing;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.db.store.PostgresAlertStore;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.CallLog;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.privacy.GeneratedSecrets;
import dev.signalbox.router.privacy.GeneratedSecrets.Secret;
import dev.signalbox.router.privacy.Redactor;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.LogRule.Keep;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/** Ten thousand secrets go into calls of a task that keeps them redacted; none may be kept. */
final class RedactionTest {
  private static final int CALLS = 250;
  private static final int SECRETS_A_CALL = 40;
  private static final LogRule REDACTED = new LogRule(Keep.REDACTED, false, true);

  /** In the columns of all tables but those whose names and hashes are PostgreSQL's own. */
  private static final String COLUMNS =
      """
      select c.table_name, c.column_name, c.data_type
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.data_type in ('text', 'character varying', 'jsonb', 'bytea', 'ARRAY', 'USER-DEFINED', 'tsvector')
      """;

  @TempDir private Path folder;

  private final GeneratedSecrets generated = new GeneratedSecrets(10_000);
  private final List<Secret> secrets =
      generated.stream().limit((long) CALLS * SECRETS_A_CALL).toList();

  @Test
  void keepsNoneOfTenThousandSecrets() throws IOException, InterruptedException {
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(said);
    try (TestDatabase empty = TestDatabase.create();
        Database database = empty.migrated()) {
      Instant start = Instant.now().minusSeconds(3600);
      Finder finder = new Finder(secrets);

      long journalBytes = journalOnly(start, finder);
      List<RoutedCall> calls = log(database, start);
      Dump dump = Dump.of(database);
      assertThat(finder.left(dump.text())).as("in %d columns", dump.columns()).isEmpty();
      long pages = pages(database, calls, finder);
      String lines = said.list.stream().map(Object::toString).collect(Collectors.joining("\n"));
      assertThat(finder.left(lines)).as("in the log").isEmpty();

      System.out.printf(
          Locale.ROOT,
          "%,d secrets in %d calls: 0 found in %d columns, %,d bytes of journal, %d lines of log,"
              + " %d pages%n",
          secrets.size(),
          CALLS,
          dump.columns(),
          journalBytes,
          said.list.size(),
          pages);
      theTestWouldFindOne(database, finder);
    } finally {
      root.detachAppender(said);
    }
  }

  /** Before anything takes it away. */
  private long journalOnly(Instant start, Finder finder) throws IOException {
    Path node = folder.resolve("kept");
    String bytes;
    try (Journal journal = Journal.open(node, JournalSettings.DEFAULT);
        TestDatabase away = TestDatabase.create();
        Database unready = Database.connect(away.address());
        // Without its tables the database takes nothing.
        JournaledCallLog log =
            JournaledCallLog.start(
                unready,
                journal,
                Redactor.standard()::redact,
                () -> KeepFrom.EVER,
                Duration.ofMillis(1))) {
      append(log, start);
      try (Stream<Path> files = Files.walk(node)) {
        StringBuilder all = new StringBuilder();
        for (Path file : files.filter(file -> file.toString().endsWith(".journal")).toList()) {
          all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        bytes = all.toString();
      }
    }
    assertThat(bytes).hasSizeGreaterThan(100_000);
    assertThat(finder.left(bytes)).as("in the journal").isEmpty();
    return bytes.length();
  }

  private List<RoutedCall> log(Database database, Instant start) {
    try (Journal journal = Journal.open(folder.resolve("delivered"), JournalSettings.DEFAULT);
        JournaledCallLog log =
            JournaledCallLog.start(
                database,
                journal,
                Redactor.standard()::redact,
                () -> KeepFrom.EVER,
                Duration.ofMinutes(1))) {
      return append(log, start);
    }
  }

  private List<RoutedCall> append(CallLog log, Instant start) {
    List<RoutedCall> calls = new ArrayList<>();
    for (int n = 0; n < CALLS; n++) {
      List<Secret> own = secrets.subList(n * SECRETS_A_CALL, (n + 1) * SECRETS_A_CALL);
      RoutedCall call = call(start.plusSeconds(n), own);
      assertThat(log.append(call, REDACTED)).isTrue();
      calls.add(call);
    }
    return calls;
  }

  /** A call with secrets wherever there are words. */
  private static RoutedCall call(Instant start, List<Secret> own) {
    String tool = "lookup";
    ChatRequest request =
        ChatRequest.of(
                Message.system(texts(own, 0, 4)),
                Message.user(texts(own, 4, 10)),
                new Message(
                    Role.ASSISTANT,
                    List.of(
                        new Part.ToolCall(
                            "call_1",
                            tool,
                            "{\"q\": \"" + texts(own, 10, 14).replace("\"", "\\\"") + "\"}"))),
                new Message(
                    Role.TOOL,
                    List.of(new Part.ToolResult("call_1", tool, texts(own, 14, 18), false))),
                Message.user(texts(own, 18, 24)))
            .change()
            .stop(List.of(own.get(24).text()))
            .toolUse(
                ToolUse.of(
                    new Tool(
                        tool,
                        texts(own, 25, 27),
                        JsonNodeFactory.instance
                            .objectNode()
                            .put("type", "object")
                            .put("description", texts(own, 27, 29)),
                        false)))
            .build();
    MadeCall call =
        MadeCall.at(start)
            .task("private")
            .asking(request)
            .brokeOff("openai", "gpt-4o-mini", texts(own, 29, 32), "0.0001");
    // Every other call is refused by a provider that quotes what it was sent.
    return start.getEpochSecond() % 2 == 0
        ? call.rejected("anthropic", "claude-haiku-4-5", "cannot read: " + texts(own, 32, 40))
            .build()
        : call.answered(
                "anthropic", "claude-haiku-4-5", texts(own, 32, 40), new Usage(9, 0, 0, 9, 0))
            .build();
  }

  private static String texts(List<Secret> secrets, int from, int to) {
    return secrets.subList(from, to).stream().map(Secret::text).collect(Collectors.joining("\n"));
  }

  private static long pages(Database database, List<RoutedCall> calls, Finder finder)
      throws IOException, InterruptedException {
    ActiveTable table =
        new ActiveTable(new TableVersion(1, "0a1b2c3d4e5f"), new RoutingTable(List.of()));
    List<String> paths = new ArrayList<>(List.of("/", "/calls", "/api/calls"));
    calls.stream()
        .limit(40)
        .map(call -> call.id().toString())
        .forEach(id -> paths.addAll(List.of("/calls/" + id, "/api/calls/" + id)));
    try (Dashboard dashboard =
            Dashboard.start(
                DashboardSettings.onPort(0),
                new Sources(
                    Views.over(database.jdbi(), Catalog.shipped()),
                    new PostgresAlertStore(database),
                    () -> table,
                    InstantSource.system(),
                    Duration.ofDays(1),
                    48,
                    _ -> Optional.empty()));
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : paths) {
        URI address = dashboard.address().resolve(path);
        var page = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(finder.left(page.body())).as(path).isEmpty();
      }
    }
    return paths.size();
  }

  private static void theTestWouldFindOne(Database database, Finder finder) {
    try (Journal journal =
            Journal.open(Files.createTempDirectory("control"), JournalSettings.DEFAULT);
        JournaledCallLog log =
            JournaledCallLog.start(
                database,
                journal,
                Redactor.standard()::redact,
                () -> KeepFrom.EVER,
                Duration.ofMinutes(1))) {
      Secret one = finder.secrets().getFirst();
      log.append(
          MadeCall.at(Instant.now())
              .asking(one.text())
              .answered("openai", "gpt-4o-mini", "1")
              .build(),
          LogRule.DEFAULT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(finder.left(Dump.of(database).text())).containsExactly(finder.secrets().getFirst());
  }

  /** Looks for secrets in a text, in whichever case. */
  private record Finder(List<Secret> secrets) {
    List<Secret> left(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      return secrets.parallelStream()
          .filter(secret -> lower.contains(secret.value().toLowerCase(Locale.ROOT)))
          .toList();
    }
  }

  /** Everything that the tables hold, as text. */
  private record Dump(String text, int columns) {
    static Dump of(Database database) {
      return database
          .jdbi()
          .withHandle(handle -> {
            StringBuilder text = new StringBuilder();
            List<String[]> columns =
                handle
                    .createQuery(COLUMNS)
                    .map((row, _) ->
                        new String[] {row.getString(1), row.getString(2), row.getString(3)})
                    .list();
            for (String[] column : columns) {
              boolean isPacked = column[2].equals("bytea") && column[0].startsWith("call_");
              String select =
                  "select %s from \"%s\" where \"%s\" is not null"
                      .formatted(
                          isPacked ? "\"" + column[1] + "\"" : "\"" + column[1] + "\"::text",
                          column[0],
                          column[1]);
              handle
                  .createQuery(select)
                  .map((row, _) -> isPacked ? Packing.unpack(row.getBytes(1)) : row.getString(1))
                  .forEach(value -> text.append(value).append('\n'));
            }
            return new Dump(text.toString(), columns.size());
          });
    }
  }
}
