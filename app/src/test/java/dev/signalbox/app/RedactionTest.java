package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.dashboard.Dashboard;
import dev.signalbox.dashboard.DashboardSettings;
import dev.signalbox.dashboard.page.Sources;
import dev.signalbox.db.Database;
import dev.signalbox.db.TestDatabase;
import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.db.calllog.KeepFrom;
import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.db.store.PostgresAlertStore;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.CallLog;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.privacy.GeneratedSecrets;
import dev.signalbox.router.privacy.GeneratedSecrets.Secret;
import dev.signalbox.router.privacy.Redactor;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Ten thousand secrets go into calls of a task that keeps them redacted; none may be kept. */
final class RedactionTest {
  private static final int CALLS = 250;
  private static final int ROUTED = 150;
  private static final int SHOWN = 40;

  @TempDir private Path folder;

  private final GeneratedSecrets generated = new GeneratedSecrets(10_000);
  private final List<List<Secret>> secrets =
      IntStream.range(0, CALLS)
          .mapToObj(_ -> generated.stream().limit(SecretCalls.SECRETS).toList())
          .toList();
  private final SecretFinder finder =
      new SecretFinder(secrets.stream().flatMap(List::stream).toList());

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final TestDatabase test = TestDatabase.create();
  private final Database database = test.migrated();
  private final Dashboard dashboard = dashboard(database);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void listen() {
    said.start();
    root.addAppender(said);
  }

  @AfterEach
  void stop() {
    root.detachAppender(said);
    client.close();
    dashboard.close();
    database.close();
    test.close();
  }

  @Test
  void keepsNoneOfTenThousandSecrets() throws IOException, InterruptedException {
    Path node = folder.resolve("node");
    List<RoutedCall> calls = new ArrayList<>();

    List<String> waiting =
        waiting(
            node,
            log ->
                call((call, rule) -> {
                  calls.add(call);
                  return log.append(call, rule);
                }));
    assertHaveAllKinds(calls);
    assertThat(finder.asWritten(waiting)).as("in the journal").isEmpty();
    assertThat(waiting).as("which can be read").anyMatch(text -> text.contains("about number 7?"));
    deliver(node);
    assertThat(finder.asWritten(StoredTexts.inJournal(node))).as("in it later").isEmpty();

    StoredTexts stored = StoredTexts.in(database);
    assertThat(stored.texts()).anyMatch(text -> text.contains("about number 7?"));
    assertThat(finder.asWritten(stored.texts())).as("in the tables").isEmpty();
    assertThat(finder.byDigits(stored.texts())).as("digits in the tables").isEmpty();

    List<String> pages = pages(sample(calls));
    assertThat(finder.asWritten(pages)).as("on pages").isEmpty();
    assertThat(finder.asWritten(lines())).as("in the log").isEmpty();
    System.out.printf(
        Locale.ROOT,
        "%,d secrets in %d calls: 0 found in %d columns of %d tables, %,d journal bytes, %d log"
            + " lines, %d pages%n",
        finder.secrets().size(),
        calls.size(),
        stored.columns(),
        stored.tables(),
        waiting.stream().mapToInt(String::length).sum(),
        said.list.size(),
        pages.size());
  }

  @Test
  void wouldFindASecretInEachOfThesePlaces() throws IOException, InterruptedException {
    Path node = folder.resolve("careless");
    List<Secret> control =
        Stream.of("card", "email")
            .map(kind -> finder.secrets().stream().filter(it -> it.kind().equals(kind)).findFirst())
            .map(Optional::orElseThrow)
            .toList();
    MadeCall careless =
        MadeCall.at(Instant.now())
            .asking(control.getFirst().text() + "\n" + control.getLast().text())
            .answered("openai", "gpt-4o-mini", "0.01");

    List<String> waiting = waiting(node, log -> log.append(careless.build(), LogRule.DEFAULT));
    deliver(node);
    root.warn(
        "a control of {}",
        control.getFirst().value(),
        new IllegalStateException(control.getLast().value()));

    assertThat(finder.asWritten(waiting)).containsAll(control);
    StoredTexts stored = StoredTexts.in(database);
    assertThat(finder.asWritten(stored.texts())).containsAll(control);
    assertThat(finder.byDigits(stored.texts())).contains(control.getFirst());
    assertThat(finder.asWritten(pages(List.of(careless.id())))).containsAll(control);
    assertThat(finder.asWritten(lines())).containsAll(control);
  }

  private void call(CallLog log) {
    SecretCalls.route(log, secrets.subList(0, ROUTED));
    Instant start = Instant.now();
    for (int n = ROUTED; n < CALLS; n++) {
      SecretCalls.refuse(log, start.plusMillis(n), secrets.get(n));
    }
  }

  /** A journal's files while its calls wait, for a database without tables takes none. */
  private static List<String> waiting(Path node, Consumer<CallLog> work) throws IOException {
    try (TestDatabase empty = TestDatabase.create();
        Database unready = Database.connect(empty.address());
        Journal journal = Journal.open(node, JournalSettings.DEFAULT);
        JournaledCallLog log = callLog(unready, journal, Duration.ofMillis(1))) {
      work.accept(log);
      return StoredTexts.inJournal(node);
    }
  }

  private static void assertHaveAllKinds(List<RoutedCall> calls) {
    assertThat(calls).hasSize(CALLS);
    assertThat(calls.subList(0, ROUTED))
        .as("calls answered over HTTP, and streams that broke off on the way")
        .anyMatch(call -> call.result() instanceof Result.Answered)
        .anyMatch(
            call -> call.attempts().stream().anyMatch(it -> it.exchange().partial().isPresent()))
        .noneMatch(call -> call.result() instanceof Result.Rejected);
  }

  private void deliver(Path node) throws IOException {
    try (Journal journal = Journal.open(node, JournalSettings.DEFAULT)) {
      callLog(database, journal, Duration.ofMinutes(1)).close();
      assertThat(journal.state().waiting()).isZero();
    }
  }

  private static JournaledCallLog callLog(Database database, Journal journal, Duration drain) {
    return JournaledCallLog.start(
        database, journal, Redactor.standard()::redact, () -> KeepFrom.EVER, drain);
  }

  /** Every line of the log with its exception. */
  private List<String> lines() {
    return said.list.stream()
        .map(event ->
            event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
        .toList();
  }

  /** Of both kinds of calls. */
  private static List<UUID> sample(List<RoutedCall> calls) {
    return calls.subList(ROUTED - SHOWN / 2, ROUTED + SHOWN / 2).stream()
        .map(RoutedCall::id)
        .toList();
  }

  private List<String> pages(List<UUID> calls) throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>(List.of("/", "/calls", "/api/calls?limit=200"));
    calls.forEach(id -> paths.addAll(List.of("/calls/" + id, "/api/calls/" + id)));
    List<String> pages = new ArrayList<>();
    for (String path : paths) {
      HttpResponse<String> page =
          client.send(
              HttpRequest.newBuilder(dashboard.address().resolve(path)).build(),
              BodyHandlers.ofString());
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      pages.add(page.body());
    }
    return pages;
  }

  private static Dashboard dashboard(Database database) {
    ActiveTable table =
        new ActiveTable(new TableVersion(1, "0a1b2c3d4e5f"), new RoutingTable(List.of()));
    return Dashboard.start(
        DashboardSettings.onPort(0),
        new Sources(
            Views.over(database.jdbi(), Catalog.shipped()),
            new PostgresAlertStore(database),
            () -> table,
            InstantSource.system(),
            Duration.ofDays(1),
            48,
            _ -> Optional.empty()));
  }
}
