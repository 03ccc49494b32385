package dev.signalbox.app.faults;

import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.Router;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.budget.InMemoryLeaseStore;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.outcome.Outcome;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One call whose primary suffers a fault, and what came of it.
 *
 * @param primary what the attempts at the primary came to, each
 * @param requests that the primary saw
 * @param result what the caller got
 * @param text that the caller got, or was shown of a streamed answer
 * @param took on the virtual clock
 */
record Trial(List<String> primary, int requests, String result, String text, Duration took) {
  static final Duration DEADLINE = Duration.ofSeconds(20);
  static final Duration FIRST_CONTENT = Duration.ofSeconds(4);
  static final Duration IDLE = Duration.ofSeconds(3);

  static final String ANSWER = "Paris is the capital of France, as everybody knows by now.";
  private static final Catalog CATALOG = Catalog.shipped();
  private static final String QUESTION = "What is the capital of France?";

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

  static Trial of(WireFormats format, Optional<Outage> outage, boolean streamed, StreamRule rule) {
    VirtualTime time = new VirtualTime();
    ScriptTransport primary = transport(format, outage, time);
    ScriptTransport fallback = transport(format.fallback(), Optional.empty(), time);
    try (LeasedLedger ledger = LeasedLedger.on(new InMemoryLeaseStore(), "trial")) {
      Router router =
          router(
              task(format, rule),
              List.of(provider(format, primary, time), provider(format.fallback(), fallback, time)),
              ledger,
              time);
      StringBuilder seen = new StringBuilder();
      ChatRequest request = ChatRequest.of(Message.user(QUESTION));
      RoutedCall call =
          streamed
              ? router.stream("geography", request, piece -> show(piece, seen))
              : router.call("geography", request);
      return new Trial(
          outcomes(call, format),
          primary.requests(),
          result(call, format),
          streamed ? seen.toString() : text(call.result()),
          time.passed());
    }
  }

  private static String text(RoutedCall.Result result) {
    return result instanceof RoutedCall.Result.Answered answered ? answered.reply().text() : "";
  }

  private static void show(Piece piece, StringBuilder seen) {
    if (piece instanceof Piece.Text(String text)) {
      seen.append(text);
    }
  }

  private static ScriptTransport transport(
      WireFormats format, Optional<Outage> outage, VirtualTime time) {
    AnswerBook book =
        AnswerBook.of(List.of(new AnswerBook.Entry(QUESTION, ANSWER, List.of("Lyon"))));
    ProviderApi api =
        ProviderApi.of(
            SimulatorSettings.of(book, format.provider()).withClock(time), format.provider());
    api.setOutage(outage);
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
            "geography",
            "Answers questions about places",
            Set.of(Capability.TEXT),
            new Latency(DEADLINE, Optional.of(FIRST_CONTENT), Optional.of(IDLE)),
            format.target(),
            format.fallback().target())
        .change()
        .stream(rule)
        .build();
  }

  private static Router router(
      Task task, List<Provider> providers, LeasedLedger ledger, VirtualTime time) {
    ActiveTable active =
        new ActiveTable(new TableVersion(1, "hash"), new RoutingTable(List.of(task)));
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            CATALOG,
            new Providers(providers),
            new Breakers(BreakerSettings.DEFAULT, time),
            new Latencies(time),
            ledger,
            Demotions.NONE,
            _ -> {},
            time,
            time,
            time,
            HALF));
  }

  private static List<String> outcomes(RoutedCall call, WireFormats format) {
    return call.attempts().stream()
        .filter(attempt -> attempt.target().equals(format.target()))
        .map(Attempt::outcome)
        .map(Trial::word)
        .toList();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(var reply) ->
          "answered (" + reply.finish().name().toLowerCase(Locale.ROOT) + ")";
      case Outcome.Rejected(int status, _) -> "rejected (" + status + ")";
      case Outcome.Failed failed -> failed.fault().name().toLowerCase(Locale.ROOT);
      case Outcome.Skipped(var reason) ->
          "skipped (" + reason.name().toLowerCase(Locale.ROOT) + ")";
    };
  }

  private static String result(RoutedCall call, WireFormats format) {
    return switch (call.result()) {
      case RoutedCall.Result.Answered answered ->
          (answered.target().equals(format.target())
                  ? "answer of the primary"
                  : "answer of the fallback")
              + (answered.joined() ? ", joined" : "");
      case RoutedCall.Result.Rejected _ -> "the provider's refusal";
      case RoutedCall.Result.Cut _ -> "the beginning, then an error";
      case RoutedCall.Result.Failed _ -> "an error";
    };
  }

  /** What the primary did, in few words: the same outcome several times over is counted. */
  String primaryInWords() {
    return primary.stream().distinct().count() == 1 && primary.size() > 1
        ? primary.getFirst() + " ×" + primary.size()
        : primary.stream().collect(Collectors.joining(", "));
  }
}
