package dev.signalbox.app;

import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.router.CallLog;
import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.Router;
import dev.signalbox.router.budget.InMemoryLeaseStore;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.connect.Api;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.privacy.GeneratedSecrets.Secret;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import dev.signalbox.simulator.AnswerBook;
import dev.signalbox.simulator.Fault;
import dev.signalbox.simulator.Outage;
import dev.signalbox.simulator.SimulatedProvider;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls with secrets wherever there are words: {@value #SECRETS} in each. */
final class SecretCalls {
  static final int SECRETS = 40;

  private static final String TOOL = "lookup";
  private static final LogRule REDACTED = new LogRule(LogRule.Keep.REDACTED, false, true);
  private static final double BROKEN_STREAMS = 0.4;

  private SecretCalls() {}

  /**
   * Streams answers through a router from simulated providers, of which the first often breaks off.
   *
   * @param secrets so many times {@link #SECRETS}
   */
  static void route(CallLog log, List<List<Secret>> secrets) {
    List<AnswerBook.Entry> answers =
        IntStream.range(0, secrets.size())
            .mapToObj(n ->
                new AnswerBook.Entry(question(n), texts(secrets.get(n), 29, 40), List.of("none")))
            .toList();
    OkHttpClient client = OkHttpTransport.newClient();
    try (Simulator simulator =
        Simulator.start(
            SimulatorSettings.of(
                AnswerBook.of(answers),
                SimulatedProvider.openai(),
                SimulatedProvider.anthropic()))) {
      simulator.setOutage("openai", new Outage(new Fault.Cut(3), BROKEN_STREAMS));
      Router router = router(simulator, client, log);
      for (int n = 0; n < secrets.size(); n++) {
        ChatRequest request = request(secrets.get(n), List.of(new Part.Text(question(n))));
        router.stream("private", request, _ -> {});
      }
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static String question(int n) {
    return "What is to be done about number " + n + "?";
  }

  private static Router router(Simulator simulator, OkHttpClient client, CallLog log) {
    Task task =
        Task.of(
                "private",
                "Sees what nobody else may.",
                Set.of(Capability.TEXT),
                Latency.of(Duration.ofSeconds(20)),
                Target.of("openai", "gpt-4o-mini").capped(4_000),
                Target.of("anthropic", "claude-haiku-4-5").capped(4_000))
            .change()
            .log(REDACTED)
            .build();
    ActiveTable active =
        new ActiveTable(new TableVersion(1, "0a1b2c3d4e5f"), new RoutingTable(List.of(task)));
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            Catalog.shipped(),
            new Providers(
                List.of(
                    provider(simulator, client, "openai", Api.OPENAI_CHAT, "/v1"),
                    provider(simulator, client, "anthropic", Api.ANTHROPIC_MESSAGES, ""))),
            new Breakers(BreakerSettings.DEFAULT, Ticker.REAL),
            new Latencies(Ticker.REAL),
            LeasedLedger.on(new InMemoryLeaseStore(), "test"),
            Demotions.NONE,
            log,
            InstantSource.system(),
            Ticker.REAL,
            Sleeper.REAL,
            new Random(1)));
  }

  private static Provider provider(
      Simulator simulator, OkHttpClient client, String name, Api api, String path) {
    return new Connection(
            name,
            api,
            simulator.baseUri(name).resolve(path),
            ProviderFacts.of(name),
            true,
            Optional.of(new ApiKey("test-key")))
        .open(Catalog.shipped(), client);
  }

  /** Logs a call whose first target broke off, and whose second quotes in its refusal. */
  static void refuse(CallLog log, Instant start, List<Secret> own) {
    List<Part> question =
        List.of(new Part.Text("What is in this picture?"), new Part.LinkedImage(picture(own)));
    log.append(
        MadeCall.at(start)
            .task("private")
            .asking(request(own, question))
            .brokeOff("openai", "gpt-4o-mini", texts(own, 29, 34), "0.0001")
            .rejected("anthropic", "claude-haiku-4-5", "cannot read: " + texts(own, 34, 40))
            .build(),
        REDACTED);
  }

  /** At an address that holds a key or a password. */
  private static URI picture(List<Secret> own) {
    String key =
        own.stream()
            .filter(secret -> !secret.isNumber() && !secret.kind().equals("email"))
            .map(Secret::value)
            .filter(value -> value.matches("[A-Za-z0-9._~-]+")) // others an address would encode
            .findFirst()
            .orElseThrow();
    return URI.create("https://example.org/picture.png?api_key=" + key);
  }

  private static ChatRequest request(List<Secret> own, List<Part> question) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return ChatRequest.of(
            Message.system(texts(own, 0, 4)),
            Message.user(texts(own, 4, 10)),
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.ToolCall(
                        "call_1",
                        TOOL,
                        json.objectNode().put("q", texts(own, 10, 14)).toString()))),
            new Message(
                Role.TOOL, List.of(new Part.ToolResult("call_1", TOOL, texts(own, 14, 19), false))),
            Message.user(texts(own, 19, 24)),
            new Message(Role.USER, question))
        .change()
        .stop(List.of(own.get(24).text()))
        .toolUse(
            ToolUse.of(
                new Tool(
                    TOOL,
                    texts(own, 25, 27),
                    json.objectNode().put("type", "object").put("description", texts(own, 27, 29)),
                    false)))
        .build();
  }

  private static String texts(List<Secret> secrets, int from, int to) {
    return secrets.subList(from, to).stream().map(Secret::text).collect(Collectors.joining("\n"));
  }
}
