package dev.signalbox.app.faults;

import dev.signalbox.router.CallLog;
import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.Router;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.StreamRule;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Task;
import dev.signalbox.simulator.AnswerBook;
import dev.signalbox.simulator.Outage;
import dev.signalbox.simulator.ProviderApi;
import dev.signalbox.simulator.SimulatorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A router whose primary can be made to ail, a healthy fallback, and their time. */
final class Stage {
  static final Duration DEADLINE = Duration.ofSeconds(20);
  static final Duration FIRST_CONTENT = Duration.ofSeconds(4);
  static final Duration IDLE = Duration.ofSeconds(3);
  static final String TASK = "geography";
  static final String ANSWER = "Paris is the capital of France, as everybody knows by now.";
  static final ChatRequest QUESTION =
      ChatRequest.of(Message.user("What is the capital of France?"));

  private static final Catalog CATALOG = Catalog.shipped();

  /** Half of every jitter, so that times are the same each time. */
  private static final RandomGenerator HALF =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public double nextDouble() {
          return 0.5;
        }
      };

  private final VirtualTime time = new VirtualTime();
  private final ScriptTransport primary;
  private final Router router;

  Stage(WireFormats format, Optional<Outage> outage, StreamRule rule) {
    primary = transport(format, time);
    primary.setOutage(outage);
    router =
        router(
            task(format, rule),
            List.of(
                provider(format, primary, time),
                provider(format.fallback(), transport(format.fallback(), time), time)),
            time);
  }

  VirtualTime time() {
    return time;
  }

  ScriptTransport primary() {
    return primary;
  }

  Router router() {
    return router;
  }

  private static ScriptTransport transport(WireFormats format, VirtualTime time) {
    AnswerBook book =
        AnswerBook.of(
            List.of(
                new AnswerBook.Entry(
                    QUESTION.messages().getFirst().text(), ANSWER, List.of("Lyon"))));
    ProviderApi api =
        ProviderApi.of(
            SimulatorSettings.of(book, format.provider()).withClock(time), format.provider());
    return new ScriptTransport(api, format.basePath(), time);
  }

  private static Provider provider(
      WireFormats format, ScriptTransport transport, VirtualTime time) {
    String name = format.provider().name();
    return new Connection(
            name,
            format.api(),
            format.api().baseUrl().orElseThrow(),
            ProviderFacts.of(name),
            true,
            Optional.of(new ApiKey("test-key")))
        .open(CATALOG, transport, time, time);
  }

  private static Task task(WireFormats format, StreamRule rule) {
    return Task.of(
            TASK,
            "Answers questions about places",
            Set.of(Capability.TEXT),
            new Latency(DEADLINE, Optional.of(FIRST_CONTENT), Optional.of(IDLE)),
            format.target(),
            format.fallback().target())
        .change()
        .stream(rule)
        .build();
  }

  private static Router router(Task task, List<Provider> providers, VirtualTime time) {
    ActiveTable active =
        new ActiveTable(new TableVersion(1, "hash"), new RoutingTable(List.of(task)));
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            CATALOG,
            new Providers(providers),
            new Breakers(BreakerSettings.DEFAULT, time),
            new Latencies(time),
            new NoBudgets(),
            Demotions.NONE,
            CallLog.NONE,
            time,
            time,
            time,
            HALF));
  }
}
