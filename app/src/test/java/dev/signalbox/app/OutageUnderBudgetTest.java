package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Database;
import dev.signalbox.db.TestDatabase;
import dev.signalbox.db.calllog.DecisionJson;
import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.db.calllog.KeepFrom;
import dev.signalbox.db.calllog.Packing;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.db.store.PostgresLeaseStore;
import dev.signalbox.router.CallLog;
import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.Router;
import dev.signalbox.router.budget.InMemoryLeaseStore;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.connect.Api;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.decision.Decider;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.StreamRule;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import dev.signalbox.simulator.AnswerBook;
import dev.signalbox.simulator.Behaviour;
import dev.signalbox.simulator.Fault;
import dev.signalbox.simulator.Hits;
import dev.signalbox.simulator.Outage;
import dev.signalbox.simulator.SimulatedProvider;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand calls at once, and again, and again: whole and in pieces, on two nodes with one
 * database, while providers fail in many ways and the budget is half of what a thousand would cost.
 * At once, most of them find the budget reserved by the others; what those did not need is left to
 * the next thousand.
 */
@Timeout(180)
class OutageUnderBudgetTest {
  private static final int CALLS = 1_000;
  private static final int WAVES = 3;
  private static final String TASK = "geography";
  private static final ChatRequest QUESTION =
      ChatRequest.of(Message.user("What is the capital of France?"));
  private static final Catalog CATALOG = Catalog.shipped();
  private static final List<Target> ROUTE =
      List.of(
          Target.of("openai", "gpt-4o-mini").capped(60),
          Target.of("google", "gemini-2.5-flash-lite").capped(60),
          Target.of("anthropic", "claude-haiku-4-5").capped(60));

  @TempDir private Path folder;

  private final OkHttpClient client = OkHttpTransport.newClient();

  @Test
  void overshootsNothingLosesNothingHangsNowhereAndCanTellWhyEachTime() throws Exception {
    try (Simulator simulator = simulator();
        TestDatabase empty = TestDatabase.create();
        Database database = empty.migrated()) {
      BigDecimal budget = costOfOneCall(simulator).multiply(BigDecimal.valueOf(CALLS / 2));
      Task task = task(budget);
      strike(simulator);

      List<RoutedCall> calls = callAndLog(simulator, database, task);

      assertThat(calls).hasSize(WAVES * CALLS);
      assertNothingIsOvershot(database, calls, budget);
      assertNothingIsLost(database, calls);
      assertEveryDecisionCanBeMadeAgain(database, task);
    }
  }

  private static void assertNothingIsOvershot(
      Database database, List<RoutedCall> calls, BigDecimal budget) {
    BigDecimal spent =
        calls.stream().map(RoutedCall::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal taken =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select sum(taken_usd) from budget_period")
                    .mapTo(BigDecimal.class)
                    .one());

    long answered =
        calls.stream().filter(call -> call.result() instanceof RoutedCall.Result.Answered).count();
    System.out.printf(
        "%,d calls, a thousand at once: %,d answered, %,d attempts; %s USD spent, %s allowed%n",
        calls.size(),
        answered,
        calls.stream().mapToInt(call -> call.attempts().size()).sum(),
        spent.toPlainString(),
        budget.toPlainString());

    assertThat(spent).isLessThanOrEqualTo(budget);
    assertThat(taken).isLessThanOrEqualTo(budget).isEqualByComparingTo(spent);
    // The budget was felt, and so were the outages.
    assertThat(answered).isPositive().isLessThan(WAVES * CALLS);
    assertThat(calls).anyMatch(call -> call.attempts().size() > 1);
  }

  private static void assertNothingIsLost(Database database, List<RoutedCall> calls) {
    long rows = count(database, "select count(*) from call_log");
    long attempts = count(database, "select count(*) from call_attempt");

    assertThat(rows).isEqualTo(WAVES * CALLS);
    assertThat(attempts).isEqualTo(calls.stream().mapToInt(call -> call.attempts().size()).sum());
  }

  private static void assertEveryDecisionCanBeMadeAgain(Database database, Task task) {
    Decider decider = new Decider(CATALOG, facts());
    record Kept(String decision, boolean streamed) {}
    List<Kept> kept =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select decision, streamed from call_log")
                    .map((row, _) -> new Kept(Packing.unpack(row.getBytes(1)), row.getBoolean(2)))
                    .list());

    assertThat(kept).hasSize(WAVES * CALLS);
    database
        .jdbi()
        .useHandle(handle -> {
          for (Kept call : kept) {
            Situation situation = DecisionJson.situation(call.decision());
            Decision again = decider.decide(task, QUESTION, call.streamed(), situation);
            assertThat(
                    handle
                        .createQuery("select cast(:kept as jsonb) = cast(:again as jsonb)")
                        .bind("kept", call.decision())
                        .bind("again", DecisionJson.of(again))
                        .mapTo(Boolean.class)
                        .one())
                .as(call.decision())
                .isTrue();
          }
        });
  }

  private static long count(Database database, String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** Every provider ails in a way of its own, and one comes and goes. */
  private static void strike(Simulator simulator) {
    simulator.setOutage(
        "openai",
        new Outage(
            new Fault.ServerError(503),
            new Hits.Flapping(Duration.ofMillis(120), Duration.ofMillis(60))));
    simulator.setOutage("google", new Outage(new Fault.Cut(1), new Hits.Share(0.3)));
    simulator.setOutage("anthropic", new Outage(new Fault.Empty(), new Hits.EveryNth(4)));
  }

  private List<RoutedCall> callAndLog(Simulator simulator, Database database, Task task)
      throws InterruptedException {
    try (Journal journal = Journal.open(folder, JournalSettings.DEFAULT);
        JournaledCallLog log =
            JournaledCallLog.start(
                database,
                journal,
                UnaryOperator.identity(),
                () -> KeepFrom.EVER,
                Duration.ofMinutes(1))) {
      return callInWaves(simulator, database, log, task);
    }
  }

  private List<RoutedCall> callInWaves(
      Simulator simulator, Database database, CallLog log, Task task) throws InterruptedException {
    List<RoutedCall> calls = new ArrayList<>();
    try (LeasedLedger one = LeasedLedger.on(new PostgresLeaseStore(database), "one");
        LeasedLedger two = LeasedLedger.on(new PostgresLeaseStore(database), "two")) {
      List<Router> nodes =
          List.of(router(simulator, task, one, log), router(simulator, task, two, log));
      for (int wave = 0; wave < WAVES; wave++) {
        calls.addAll(callAtOnce(nodes));
      }
    }
    return calls;
  }

  private static Collection<RoutedCall> callAtOnce(List<Router> nodes) throws InterruptedException {
    ConcurrentLinkedQueue<RoutedCall> calls = new ConcurrentLinkedQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      Router node = nodes.get(call % nodes.size());
      boolean streamed = call % 4 < 2;
      threads.add(Thread.startVirtualThread(() -> calls.add(call(node, streamed, go))));
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return calls;
  }

  private static RoutedCall call(Router node, boolean streamed, CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return streamed ? node.stream(TASK, QUESTION, _ -> {}) : node.call(TASK, QUESTION);
  }

  private BigDecimal costOfOneCall(Simulator simulator) {
    try (LeasedLedger ledger = LeasedLedger.on(new InMemoryLeaseStore(), "price")) {
      BigDecimal cost =
          router(simulator, task(BigDecimal.TEN), ledger, CallLog.NONE)
              .call(TASK, QUESTION)
              .costUsd();
      assertThat(cost).isPositive();
      return cost;
    }
  }

  private static Task task(BigDecimal perDay) {
    return Task.of(
            TASK,
            "Answers questions about places",
            Set.of(Capability.TEXT),
            Latency.of(Duration.ofSeconds(20)),
            ROUTE.toArray(Target[]::new))
        .change()
        .stream(new StreamRule(StreamRule.Commit.FIRST_CONTENT, StreamRule.OnCut.CONTINUE))
        .cost(
            new CostRule(
                Optional.empty(),
                Optional.of(perDay),
                Optional.empty(),
                new BigDecimal("0.8"),
                CostRule.AtLimit.CHEAPER,
                CostRule.OnLedgerDown.REFUSE))
        .build();
  }

  private static Simulator simulator() {
    AnswerBook book =
        AnswerBook.of(
            List.of(
                new AnswerBook.Entry(
                    "What is the capital of France?",
                    "Paris, as far as I know.",
                    List.of("Lyon"))));
    return Simulator.start(
        SimulatorSettings.of(
            book,
            slow(SimulatedProvider.openai(), "gpt-4o-mini"),
            slow(SimulatedProvider.google(), "gemini-2.5-flash-lite"),
            slow(SimulatedProvider.anthropic(), "claude-haiku-4-5")));
  }

  private static SimulatedProvider slow(SimulatedProvider provider, String model) {
    Behaviour behaviour = Objects.requireNonNull(provider.models().get(model));
    return provider.with(
        model,
        behaviour.withLatency(
            new dev.signalbox.simulator.Latency(Duration.ofMillis(40), Duration.ofMillis(120))));
  }

  private Router router(Simulator simulator, Task task, LeasedLedger ledger, CallLog log) {
    ActiveTable active =
        new ActiveTable(new TableVersion(1, "hash"), new RoutingTable(List.of(task)));
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            CATALOG,
            new Providers(
                List.of(
                    provider(simulator, Api.OPENAI),
                    provider(simulator, Api.GOOGLE_GEMINI),
                    provider(simulator, Api.ANTHROPIC_MESSAGES))),
            new Breakers(BreakerSettings.DEFAULT, Ticker.REAL),
            new Latencies(Ticker.REAL),
            ledger,
            Demotions.NONE,
            log,
            InstantSource.system(),
            Ticker.REAL,
            Sleeper.REAL,
            new SecureRandom()));
  }

  private Provider provider(Simulator simulator, Api api) {
    String name = api.vendor().orElseThrow();
    return new Connection(
            name,
            api,
            simulator.baseUri(name).resolve(api.baseUrl().orElseThrow().getPath()),
            ProviderFacts.of(name),
            true,
            Optional.of(new ApiKey("test-key")))
        .open(CATALOG, client);
  }

  private static Map<String, ProviderFacts> facts() {
    return Map.of(
        "openai", ProviderFacts.of("openai"),
        "google", ProviderFacts.of("google"),
        "anthropic", ProviderFacts.of("anthropic"));
  }
}
