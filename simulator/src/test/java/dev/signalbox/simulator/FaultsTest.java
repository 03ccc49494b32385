package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of each fault, over real connections. */
class FaultsTest {
  private static final String CLAUDE = Caller.anthropicBody("claude-haiku-4-5", "Hello");
  private static final String GPT = Caller.openaiBody("gpt-4o-mini", "Hello");

  private Simulator simulator;
  private Caller caller;

  @BeforeEach
  void start() {
    simulator = start(1);
    caller = new Caller(simulator);
  }

  private static Simulator start(long seed) {
    return Simulator.start(
        SimulatorSettings.of(
                AnswerBook.empty(), SimulatedProvider.anthropic(), SimulatedProvider.openai())
            .withSeed(seed));
  }

  @AfterEach
  void stop() {
    caller.close();
    simulator.close();
  }

  private HttpResponse<String> ask(String provider) throws IOException, InterruptedException {
    return provider.equals("anthropic") ? caller.anthropic(CLAUDE) : caller.openai(GPT);
  }

  private RawClient raw(String provider) throws IOException {
    return new RawClient(simulator.baseUri(provider));
  }

  private static void post(RawClient client, String provider) throws IOException {
    if (provider.equals("anthropic")) {
      client.post("/v1/messages", CLAUDE);
    } else {
      client.post("/v1/chat/completions", GPT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai"})
  void refusedConnectionsStayRefusedUntilTheOutageEnds(String provider) throws Exception {
    int port = simulator.baseUri(provider).getPort();
    for (int round = 0; round < 3; round++) {
      simulator.setOutage(provider, Outage.of(new Fault.ConnectionRefused()));
      for (int attempt = 0; attempt < 20; attempt++) {
        assertThatThrownBy(() -> raw(provider)).isInstanceOf(ConnectException.class);
      }
      assertThatThrownBy(() -> ask(provider)).isInstanceOf(IOException.class);

      simulator.endOutage(provider);

      assertThat(ask(provider).statusCode()).isEqualTo(200);
      assertThat(simulator.baseUri(provider).getPort()).isEqualTo(port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai"})
  void refusingConnectionsResetsThoseThatAreOpen(String provider) throws Exception {
    try (RawClient client = raw(provider)) {
      post(client, provider);
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200");

      simulator.setOutage(provider, Outage.of(new Fault.ConnectionRefused()));

      assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai"})
  void aResetConnectionDiesAfterTheRequestWasRead(String provider) throws Exception {
    simulator.setOutage(provider, Outage.of(new Fault.Reset()));

    try (RawClient client = raw(provider)) {
      post(client, provider);
      assertThatThrownBy(client::read)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThatThrownBy(() -> ask(provider)).isInstanceOf(IOException.class);
    assertThat(simulator.log().count(provider)).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai"})
  void aSilentProviderHoldsTheRequestAndThenCloses(String provider) throws Exception {
    simulator.setOutage(provider, Outage.of(new Fault.Silent(Duration.ofMinutes(10))));
    try (RawClient client = raw(provider)) {
      post(client, provider);
      client.waitAtMost(200);
      assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
    }

    simulator.setOutage(provider, Outage.of(new Fault.Silent(Duration.ofMillis(50))));
    try (RawClient client = raw(provider)) {
      post(client, provider);
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai"})
  void aCutAnswerPromisesMoreThanItSends(String provider) throws Exception {
    simulator.setOutage(provider, Outage.of(new Fault.Cut()));

    try (RawClient client = raw(provider)) {
      post(client, provider);
      String answer = client.readAll();
      String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
      assertThat(answer).startsWith("HTTP/1.1 200");
      assertThat(body).hasSize(RawClient.contentLength(answer) / 2);
    }
    assertThatThrownBy(() -> ask(provider)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai"})
  void garbageIsNoJson(String provider) throws Exception {
    simulator.setOutage(provider, Outage.of(new Fault.Garbage()));

    HttpResponse<String> answer = ask(provider);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> Caller.json(answer)).hasMessageContaining("Unrecognized token");
  }

  @Test
  void anEmptyAnswerIsWellFormedAndSaysNothing() throws Exception {
    simulator.setOutage("anthropic", Outage.of(new Fault.Empty()));
    simulator.setOutage("openai", Outage.of(new Fault.Empty()));

    HttpResponse<String> claude = ask("anthropic");
    HttpResponse<String> gpt = ask("openai");

    assertThat(claude.statusCode()).isEqualTo(200);
    assertThat(Caller.json(claude).path("content")).isEmpty();
    assertThat(Caller.json(claude).path("stop_reason").stringValue()).isEqualTo("end_turn");
    assertThat(gpt.statusCode()).isEqualTo(200);
    assertThat(Caller.json(gpt).at("/choices/0/message/content").stringValue()).isEmpty();
    assertThat(Caller.json(gpt).at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
  }

  @Test
  void aProviderOnlyAnswersWithErrorsOfItsOwn() {
    assertThatThrownBy(() -> simulator.setOutage("openai", Outage.of(new Fault.ServerError(529))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("openai never answers 529");
    assertThat(simulator.outage("openai")).isEmpty();
  }

  @Test
  void anOutageReplacesTheOneBefore() throws Exception {
    simulator.setOutage("openai", Outage.of(new Fault.ConnectionRefused()));
    simulator.setOutage("openai", Outage.of(new Fault.ServerError(500)));

    assertThat(ask("openai").statusCode()).isEqualTo(500);
  }

  @Test
  void anOutageOfOneModelLeavesTheOthersAlone() throws Exception {
    simulator.change(
        "openai",
        "gpt-4o-mini",
        behaviour -> behaviour.withOutage(Outage.of(new Fault.ServerError(503))));

    assertThat(ask("openai").statusCode()).isEqualTo(503);
    assertThat(caller.gpt("gpt-4o", "Hello")).isNotEmpty();

    simulator.change("openai", "gpt-4o-mini", Behaviour::withoutOutage);
    assertThat(ask("openai").statusCode()).isEqualTo(200);
  }

  @Test
  void aFaultCanHitAShareOfRequestsTheSameOnesForTheSameSeed() throws Exception {
    List<Integer> first = statuses(7);
    List<Integer> again = statuses(7);
    List<Integer> other = statuses(8);

    assertThat(first).filteredOn(status -> status == 529).hasSizeBetween(30, 90);
    assertThat(first).filteredOn(status -> status == 200).hasSizeBetween(110, 170);
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  private static List<Integer> statuses(long seed) throws Exception {
    try (Simulator simulator = start(seed);
        Caller caller = new Caller(simulator)) {
      simulator.setOutage("anthropic", new Outage(new Fault.ServerError(529), 0.3));
      List<Integer> statuses = new ArrayList<>();
      for (int prompt : IntStream.range(0, 200).toArray()) {
        String body = Caller.anthropicBody("claude-haiku-4-5", "Question " + prompt);
        statuses.add(caller.anthropic(body).statusCode());
      }
      return statuses;
    }
  }

  @Test
  void aShareOfConnectionsCannotBeRefused() {
    assertThatThrownBy(() -> new Outage(new Fault.ConnectionRefused(), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use Reset");
    assertThatThrownBy(() ->
            simulator.change(
                "openai",
                "gpt-4o",
                behaviour -> behaviour.withOutage(Outage.of(new Fault.ConnectionRefused()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closingEndsWhatIsStillHeld() throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    simulator.log().listen(_ -> received.countDown());
    simulator.setOutage("openai", Outage.of(new Fault.Silent(Duration.ofMinutes(10))));
    try (RawClient client = raw("openai")) {
      post(client, "openai");
      assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();

      simulator.close();

      assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
    }
  }
}
