package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.Router;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.budget.InMemoryLeaseStore;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.connect.Api;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Latency;
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
import dev.signalbox.simulator.http.Delivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The real router over real HTTP against every fault the simulator knows. */
class FailoverTest {
  private static final Target OPENAI = Target.of("openai", "gpt-4o-mini").capped(200);
  private static final Target ANTHROPIC = Target.of("anthropic", "claude-haiku-4-5").capped(200);
  private static final ChatRequest QUESTION =
      ChatRequest.of(Message.user("What is the capital of France?"));

  private final Simulator simulator =
      Simulator.start(
          SimulatorSettings.of(
              AnswerBook.of(
                  List.of(
                      new AnswerBook.Entry(
                          "What is the capital of France?", "Paris", List.of("Lyon")))),
              SimulatedProvider.anthropic(),
              SimulatedProvider.openai()));
  private final OkHttpClient client = OkHttpTransport.newClient();
  private final List<RoutedCall> log = new ArrayList<>();

  @AfterEach
  void stop() {
    simulator.close();
    client.connectionPool().evictAll();
  }

  static Stream<Arguments> faultsOfEachProvider() {
    return Stream.of(OPENAI, ANTHROPIC)
        .flatMap(primary ->
            Stream.of(
                    new Fault.ConnectionRefused(),
                    new Fault.Reset(),
                    new Fault.ServerError(500),
                    new Fault.ServerError(503),
                    new Fault.RateLimited(Duration.ofSeconds(7)),
                    new Fault.Silent(Duration.ofSeconds(5)),
                    new Fault.Cut(),
                    new Fault.Garbage(),
                    new Fault.Empty())
                .map(fault -> Arguments.of(primary, fault)));
  }

  @ParameterizedTest
  @MethodSource("faultsOfEachProvider")
  void anOutageOfThePrimaryDoesNotReachTheCaller(Target primary, Fault fault) {
    Target fallback = primary.equals(OPENAI) ? ANTHROPIC : OPENAI;
    simulator.setOutage(primary.provider(), Outage.of(fault));

    RoutedCall call = router(primary, fallback).call("geography", QUESTION);

    assertThat(call.result())
        .isInstanceOfSatisfying(
            Result.Answered.class,
            answered -> {
              assertThat(answered.target()).isEqualTo(fallback);
              assertThat(answered.reply().text()).isEqualTo("Paris");
            });
    assertThat(call.attempts().getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(log).containsExactly(call);
  }

  @Test
  void bringsTheTrafficBackWhenTheOutageIsOver() throws InterruptedException {
    Router router = router(OPENAI, ANTHROPIC);
    simulator.setOutage("openai", Outage.of(new Fault.ConnectionRefused()));
    for (int i = 0; i < 8; i++) {
      router.call("geography", QUESTION);
    }
    assertThat(log.getLast().decision().skipped()).as("the breaker is open").isNotEmpty();

    simulator.endOutage("openai");

    long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!answeredBy(OPENAI, router.call("geography", QUESTION)) && System.nanoTime() < giveUp) {
      Sleeper.REAL.sleep(Duration.ofMillis(20));
    }
    assertThat(answeredBy(OPENAI, log.getLast())).isTrue();
    assertThat(log)
        .allSatisfy(call -> assertThat(call.result()).isInstanceOf(Result.Answered.class));
  }

  @Test
  void aRequestThatTheProviderRightlyRefusesIsNotSentElsewhere() {
    ChatRequest broken =
        QUESTION
            .change()
            .format(
                new ResponseFormat.JsonSchema(
                    "bad name!", JsonMapper.shared().readTree("{\"type\":\"object\"}"), true))
            .build();

    RoutedCall call = router(OPENAI, ANTHROPIC).call("geography", broken);

    assertThat(call.result()).isInstanceOf(Result.Rejected.class);
    assertThat(call.attempts()).extracting(Attempt::target).containsExactly(OPENAI);
  }

  @Test
  void everyAnswerKnowsItsRevisionCostAndRequestId() {
    for (Target target : List.of(OPENAI, ANTHROPIC)) {
      RoutedCall call = router(OPENAI, ANTHROPIC).ask("geography", target, QUESTION);

      Reply reply = ((Result.Answered) call.result()).reply();
      Attempt attempt = call.attempts().getLast();
      assertThat(reply.finish()).isEqualTo(FinishReason.DONE);
      assertThat(reply.served().model()).startsWith(target.model()).isNotEqualTo(target.model());
      assertThat(reply.usage().input()).isPositive();
      assertThat(reply.usage().output()).isPositive();
      assertThat(call.costUsd()).isPositive();
      assertThat(attempt.exchange().requestId()).isPresent();
      assertThat(attempt.simulated()).isTrue();
    }
  }

  @Test
  void hangsUpOnTheProviderWhenTheCallerGoesAwayInTheMiddleOfAnAnswer()
      throws InterruptedException {
    simulator.setOutage("openai", Outage.of(new Fault.Stalled(1, Duration.ofSeconds(30), true)));
    CountDownLatch left = new CountDownLatch(1);
    simulator
        .log()
        .listen(
            seen -> seen.delivery().filter(Delivery::clientLeft).ifPresent(_ -> left.countDown()));

    RoutedCall call =
        router(OPENAI, ANTHROPIC).stream(
            "geography",
            QUESTION,
            _ -> {
              throw new IllegalStateException("the browser tab was closed");
            });

    assertThat(left.await(15, TimeUnit.SECONDS)).isTrue();
    assertThat(call.attempts()).hasSize(1);
    assertThat(call.attempts().getFirst().outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.fault()).isEqualTo(dev.signalbox.router.outcome.Fault.CANCELLED));
    assertThat(call.attempts().getFirst().cost())
        .hasValueSatisfying(cost -> assertThat(cost.estimated()).isTrue());
  }

  private static boolean answeredBy(Target target, RoutedCall call) {
    return call.result() instanceof Result.Answered(Target by, _, _) && by.equals(target);
  }

  private Router router(Target... route) {
    Task task =
        Task.of(
            "geography",
            "Answers questions about places",
            Set.of(Capability.TEXT),
            Latency.of(Duration.ofSeconds(4)),
            route);
    ActiveTable active =
        new ActiveTable(new TableVersion(1, "hash"), new RoutingTable(List.of(task)));
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            Catalog.shipped(),
            new Providers(
                List.of(
                    provider("openai", Api.OPENAI, "/v1"),
                    provider("anthropic", Api.ANTHROPIC_MESSAGES, ""))),
            new Breakers(BreakerSettings.DEFAULT, Ticker.REAL),
            new Latencies(Ticker.REAL),
            LeasedLedger.on(new InMemoryLeaseStore(), "test"),
            Demotions.NONE,
            (call, _) -> log.add(call),
            InstantSource.system(),
            Ticker.REAL,
            Sleeper.REAL,
            new Random(1)));
  }

  private Provider provider(String name, Api api, String path) {
    return new Connection(
            name,
            api,
            simulator.baseUri(name).resolve(path),
            ProviderFacts.of(name),
            true,
            Optional.of(new ApiKey("test-key")))
        .open(Catalog.shipped(), client);
  }
}
