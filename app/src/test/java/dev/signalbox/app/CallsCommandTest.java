package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.TestDatabase;
import dev.signalbox.db.calllog.SampleCalls;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.db.store.PostgresRoutingTableStore;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Attribution;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The call log as a person at a terminal asks it. */
class CallsCommandTest {
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T10:00:00Z");

  /** Answered by the fallback in November; the other ids carry the moment of the sample calls. */
  private static final UUID ANSWERED = UUID.fromString("01a1968d-3900-7000-8000-000000000003");

  private static final UUID CUT = UUID.fromString("019ca8d7-2d00-7000-8000-000000000002");
  private static final UUID FAILED = UUID.fromString("019ca8d7-2d00-7000-8000-000000000001");

  private static TestDatabase test;
  private static Database database;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void logThreeCalls() {
    test = TestDatabase.create();
    database = test.migrated();
    PostgresRoutingTableStore tables = new PostgresRoutingTableStore(database);
    tables.seed(table(8), "test", "test", "the first");
    tables.append(table(9), "test", "test", "more time");
    tables.append(table(10), "test", "test", "more time still");
    StoredCalls.store(
        database,
        priced(
            SampleCalls.answeredBySecond(
                ANSWERED, request(), SampleCalls.reply("42.00,\nsays the bill"))),
        SampleCalls.cut(CUT, SampleCalls.reply("42.")),
        SampleCalls.failed(FAILED));
  }

  @AfterAll
  static void drop() {
    database.close();
    test.close();
  }

  /** As of a day whose prices the catalogue has, and at the cost that they lead to. */
  private static RoutedCall priced(RoutedCall call) {
    return new RoutedCall(
        call.id(),
        call.origin(),
        call.task(),
        call.table(),
        call.catalog(),
        call.streamed(),
        NOVEMBER,
        call.took(),
        call.request(),
        call.decision(),
        call.attempts().stream().map(CallsCommandTest::priced).toList(),
        call.result());
  }

  private static Attempt priced(Attempt attempt) {
    return new Attempt(
        attempt.ordinal(),
        attempt.kind(),
        attempt.target(),
        attempt.simulated(),
        NOVEMBER.plus(Duration.between(SampleCalls.START, attempt.startedAt())),
        attempt.waited(),
        attempt.limits(),
        attempt.took(),
        attempt.exchange(),
        attempt.reservedUsd(),
        attempt
            .cost()
            .map(_ ->
                new Cost(
                    new BigDecimal("0.00030825"), "anthropic/claude-haiku-4-5@2026-08-01", false)),
        attempt.move());
  }

  private static RoutingTable table(int seconds) {
    return new RoutingTable(
        List.of(
            Task.of(
                "extract",
                "Reads bills.",
                Set.of(Capability.TEXT),
                Latency.of(Duration.ofSeconds(seconds)),
                Target.of("openai", "gpt-4o-mini"),
                Target.of("anthropic", "claude-haiku-4-5"))));
  }

  private static ChatRequest request() {
    return ChatRequest.of(Message.system("Be brief."), Message.user("What is due?\n\u001b[31mNow"))
        .change()
        .maxOutputTokens(200)
        .attribution(
            Attribution.NONE
                .withKey("web")
                .withUser("u-1")
                .withPromptVersion("bill-7")
                .withTags(new TreeSet<>(Set.of("beta", "eu"))))
        .build();
  }

  @Test
  void showsACallWhole() {
    assertThat(run("show", ANSWERED.toString())).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            call 01a1968d-3900-7000-8000-000000000003, simulated
              task          extract, traffic
              started       2026-11-01T10:00:00Z, took 1.25 s
              result        answered by anthropic/claude-haiku-4-5 as claude-haiku-4-5-20251001, done
              cost          $0.00030825
              key           web
              user          u-1
              prompt        version bill-7
              tags          beta, eu
              words kept    full

            decision
              1  openai/gpt-4o-mini
              2  anthropic/claude-haiku-4-5
              -  google/gemini-flash: the circuit breaker is open after repeated faults
                 cheaper ones first, for a budget ran low

            attempts
              1  openai/gpt-4o-mini          |-                                       |  failed: overloaded
                 at 0.0 ms, connected in 30 ms, content after 250 ms, took 1.5 ms, HTTP 529, request req_1
                 overloaded_error
                 then: next target anthropic/claude-haiku-4-5
              2  anthropic/claude-haiku-4-5  |--------==============================  |  hedge answered
                 at 2.0 ms, connected in 30 ms, content after 250 ms, took 1.20 s, HTTP 200, request req_2
                 then: stop: answered

            cost
              1  no cost is known: failed
              2  input                         100 ×          1 USD a million          0.0001
              2  cached input                   20 ×        0.1 USD a million        0.000002
              2  cache write                     5 ×       1.25 USD a million      0.00000625
              2  output                         40 ×          5 USD a million          0.0002
                 together, USD                                                     0.00030825

            routing table
              version 3, hash 7151fe024a58, catalogue catalog-7
              changed since the version before:
                ~ extract
                    ~ latency.deadline: 9s -> 10s

            request
              with:
                max output tokens 200
              system:
                Be brief.
              user:
                What is due?
                �[31mNow

            answer
              assistant:
                42.00,
                says the bill
            """);
  }

  @Test
  void listsCallsForATerminal() {
    assertThat(run("search", "--from", "2026-03-01", "--to", "2026-12-01")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            time (UTC)           task                target                            result         ms        USD  attempts
            2026-11-01 10:00:00  extract             anthropic/claude-haiku-4-5        answered     1250   0.000308         2
              01a1968d-3900-7000-8000-000000000003  What is due? �[31mNow
            2026-03-01 10:00:00  extract             -                                 cut           905   0.000120         2
              019ca8d7-2d00-7000-8000-000000000002  What is due?
            2026-03-01 10:00:00  extract             -                                 failed          0   0.000000         0
              019ca8d7-2d00-7000-8000-000000000001  What is due?
            these are all
            """);
  }

  @Test
  void goesOnWhereTheLimitWasReached() {
    assertThat(run("search", "--limit", "2")).isZero();
    assertThat(out.toString()).endsWith("there may be more: --after " + CUT + "\n");

    assertThat(run("search", "--limit", "2", "--after", CUT.toString())).isZero();
    assertThat(out.toString()).contains(FAILED.toString()).endsWith("these are all\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--task, extract, 3",
    "--provider, anthropic, 1",
    "--model, claude-haiku-4-5, 1",
    "--revision, claude-haiku-4-5-20251001, 2",
    "--result, cut, 1",
    "--origin, eval, 1",
    "--prompt-version, bill-7, 1",
    "--key, web, 1",
    "--user, u-1, 1",
    "--tag, beta, 1",
    "--slower-than, 1s, 1",
    "--faster-than, 500ms, 1",
    "--dearer-than, 0.0003, 1",
    "--cheaper-than, 0.0003, 2",
    "--from, 2026-03-01T10:00:00Z, 3",
    "--to, 2026-03-01T10:00:00Z, 0",
    "--text, nothing, 0",
    "--user, nobody, 0"
  })
  void findsByEveryOption(String option, String value, int calls) {
    assertThat(run("search", option, value, "--json")).isEqualTo(calls == 0 ? 1 : 0);

    assertThat(out.toString().lines()).hasSize(calls == 0 ? 0 : calls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search --result good|--result: \"good\" is none of answered, rejected, cut, failed",
        "search --origin web|--origin: \"web\" is none of traffic, eval",
        "search --slower-than fast|--slower-than: \"fast\" is no length of time, such as 250ms,",
        "search --faster-than 2|--faster-than: \"2\" is no length of time",
        "search --slower-than 2s --faster-than 1s|--faster-than: it is not above the lower bound",
        "search --dearer-than -1|--dearer-than: \"-1\" is no amount of USD",
        "search --cheaper-than x|--cheaper-than: \"x\" is no amount of USD",
        "search --from soon|--from: \"soon\" is no moment, such as 2026-03-01,",
        "search --to 2026-13-01|--to: \"2026-13-01\" is no moment",
        "search --from 1h --to 2h|--to: it is not after the beginning",
        "search --limit 201|--limit: \"201\" is no whole number from 1 to 200",
        "search --after x|--after: \"x\" is no id of a call",
        "show 17|\"17\" is no id of a call",
        "tail --result good|--result: \"good\" is none of",
        "revisions --from soon|--from: \"soon\" is no moment",
        "revisions --from 99999d|--from: \"99999d\" is no moment"
      })
  void saysInOneSentenceWhatIsWrong(String command, String sentence) {
    assertThat(run(command.split(" "))).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: " + sentence);
  }

  @Test
  void givesProgramsTheSameAsJson() {
    assertThat(run("show", ANSWERED.toString(), "--json")).isZero();

    JsonNode json = JsonMapper.shared().readTree(out.toString());
    assertThat(json.at("/call/prompt_version").asString()).isEqualTo("bill-7");
    assertThat(json.at("/attempts/1/cost_lines/0/what").asString()).isEqualTo("input");
    assertThat(json.at("/reply/text").asString()).isEqualTo("42.00,\nsays the bill");
  }

  @Test
  void saysThatThereIsNoSuchCall() {
    assertThat(run("show", "019ca8d7-2d00-7000-8000-00000000dead")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no call 019ca8d7-2d00-7000-8000-00000000dead");
  }

  @Test
  void tellsWhichRevisionsAnswered() {
    assertThat(run("revisions", "--from", "2026-03-01", "--to", "2026-12-01")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
              revision                                          calls   share  first seen (UTC)  last hour
            extract at anthropic/claude-haiku-4-5
              claude-haiku-4-5-20251001                             1    100%  2026-11-01 10:00  2026-11-01 10:00
            """);

    assertThat(run("revisions", "--task", "none")).isEqualTo(1);
    assertThat(out.toString()).isEqualTo("no model answered in that time\n");
  }

  @Test
  void neverMigrates() {
    try (TestDatabase empty = TestDatabase.create()) {
      assertThat(runOn(empty, new PrintWriter(out, true), "search")).isEqualTo(2);
      assertThat(err.toString()).contains("signalbox db migrate brings it up to date");
      try (Database unchanged = Database.connect(empty.address())) {
        assertThat(unchanged.status()).allMatch(migration -> migration.madeAt().isEmpty());
      }
    }
  }

  @Test
  void printsCallsAsTheyAreLoggedUntilInterrupted() throws Exception {
    UUID first = SampleCalls.id();
    UUID second = SampleCalls.id();
    BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    PrintWriter terminal =
        new PrintWriter(Writer.nullWriter()) {
          @Override
          public void println(String line) {
            printed.add(line);
          }
        };
    try (TestDatabase own = TestDatabase.create();
        Database log = own.migrated();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> exit =
          threads.submit(() -> runOn(own, terminal, "tail", "--origin", "traffic"));
      assertThat(next(printed)).startsWith("time (UTC)");

      StoredCalls.store(log, SampleCalls.answered(first), SampleCalls.failed(SampleCalls.id()));
      assertThat(next(printed)).contains("answered");
      assertThat(next(printed)).contains(first.toString());

      StoredCalls.store(log, SampleCalls.answered(first), SampleCalls.answered(second));
      assertThat(next(printed)).contains("answered");
      assertThat(next(printed)).contains(second.toString());

      threads.shutdownNow();
      assertThat(exit.get()).isZero();
      assertThat(printed).isEmpty();
    }
  }

  private static String next(BlockingQueue<String> printed) throws InterruptedException {
    return Objects.requireNonNull(printed.poll(1, TimeUnit.MINUTES), "nothing is printed");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    return runOn(test, new PrintWriter(out, true), arguments);
  }

  private int runOn(TestDatabase on, PrintWriter printer, String... arguments) {
    return Signalbox.run(
        printer,
        new PrintWriter(err, true),
        Stream.of(
                Stream.of("calls"),
                Stream.of(arguments),
                Stream.of("--database", url(on), "--config", "none.yaml"))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static String url(TestDatabase on) {
    DatabaseAddress address = on.address();
    return "%s%suser=%s&password=%s"
        .formatted(
            address.jdbcUrl(),
            address.jdbcUrl().contains("?") ? "&" : "?",
            address.user(),
            URLEncoder.encode(address.password(), StandardCharsets.UTF_8));
  }
}
