package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.simulator.http.Delivery;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Scripts as they are performed on real connections. */
class StreamsOverSocketsTest {
  private static final String PATH = "/v1/chat/completions";

  private final Simulator simulator =
      Simulator.start(
          SimulatorSettings.of(
              AnswerBook.empty(),
              SimulatedProvider.anthropic(),
              SimulatedProvider.openai(),
              SimulatedProvider.google(),
              SimulatedProvider.perplexity(),
              SimulatedProvider.compatible("mistral")));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

  StreamsOverSocketsTest() {
    simulator.log().listen(seen -> seen.delivery().ifPresent(deliveries::add));
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  private HttpResponse<String> send(Api api) throws Exception {
    var request = api.ask("Why is the sky blue?", true);
    URI uri = URI.create(simulator.baseUri(api.provider().name()) + request.target());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach(builder::header);
    return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
  }

  private RawClient ask(Fault fault) throws Exception {
    simulator.setOutage("openai", Outage.of(fault));
    RawClient raw = new RawClient(simulator.baseUri("openai"));
    raw.post(PATH, Api.CHAT.ask("Hello", true).body());
    return raw;
  }

  @ParameterizedTest
  @EnumSource
  void aStreamArrivesWholeAndTheLogKnowsIt(Api api) throws Exception {
    HttpResponse<String> answer = send(api);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(api.streamedText(answer.body())).contains("Why is the sky blue?");
    assertThat(deliveries.poll(20, TimeUnit.SECONDS))
        .isEqualTo(new Delivery(answer.body().getBytes(StandardCharsets.UTF_8).length, false));
    assertThat(simulator.log().latest().getFirst().streamed()).isTrue();
  }

  @Test
  void theLogTellsWhenAClientLeftAndAfterHowManyBytes() throws Exception {
    try (RawClient raw = ask(new Fault.Stalled(1, Duration.ofMinutes(30), true))) {
      assertThat(raw.read()).isEqualTo('H');
    }

    Delivery delivery = deliveries.poll(20, TimeUnit.SECONDS);
    assertThat(delivery).isNotNull();
    assertThat(delivery.clientLeft()).isTrue();
    assertThat(delivery.bodyBytes()).isPositive();
  }

  @Test
  void aCutStreamLacksItsLastChunk() throws Exception {
    try (RawClient raw = ask(new Fault.Cut(1))) {
      assertThat(raw.readAll()).contains("transfer-encoding: chunked").doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void aStallThatEndsClosesTheConnection() throws Exception {
    try (RawClient raw = ask(new Fault.Stalled(1, Duration.ofMillis(20), false))) {
      assertThat(raw.readAll()).doesNotContain("[DONE]");
    }
  }

  @Test
  void aHugeBodyArrives() throws Exception {
    try (RawClient raw = ask(new Fault.HugeBody(3))) {
      raw.send("GET /__simulator/requests HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertThat(raw.readAll().length()).isGreaterThan(3_000_000);
    }
  }

  @Test
  void whoeverComesWithTlsIsToldThatItFails() {
    URI https = URI.create("https://127.0.0.1:" + simulator.baseUri("openai").getPort() + PATH);

    assertThatThrownBy(() ->
            client.send(
                HttpRequest.newBuilder(https).build(), HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void aTlsFailureIsNoHttp() throws Exception {
    try (RawClient raw = ask(new Fault.TlsFailure())) {
      assertThat(raw.read()).isEqualTo(0x15);
    }
  }

  @Test
  void aConnectionIsResetWhileTheScenarioRefusesIt() throws Exception {
    SimulatedProvider openai = SimulatedProvider.openai();
    Scenario refused =
        new Scenario(
            List.of(
                new Scenario.Event(
                    "openai",
                    Optional.empty(),
                    Outage.of(new Fault.ConnectionRefused()),
                    new Scenario.Window.OfTime(Duration.ZERO, Optional.empty()))));
    try (Simulator refusing =
            Simulator.start(
                SimulatorSettings.of(AnswerBook.empty(), openai).withScenario(refused));
        RawClient raw = new RawClient(refusing.baseUri("openai"))) {
      assertThatThrownBy(raw::read).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aProviderTellsOverHttpWhatItSaw() throws Exception {
    send(Api.CHAT);
    send(Api.ANTHROPIC);
    deliveries.poll(20, TimeUnit.SECONDS);
    deliveries.poll(20, TimeUnit.SECONDS);

    URI page = simulator.baseUri("openai").resolve("/__simulator/requests");
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());

    JsonNode rows = Caller.JSON.readTree(answer.body());
    assertThat(rows).hasSize(1);
    JsonNode row = rows.get(0);
    assertThat(row.path("path").stringValue()).isEqualTo(PATH);
    assertThat(row.path("model").stringValue()).isEqualTo("gpt-4o-mini");
    assertThat(row.path("streamed").booleanValue()).isTrue();
    assertThat(row.path("status").intValue()).isEqualTo(200);
    assertThat(row.path("fault").isNull()).isTrue();
    assertThat(row.at("/delivery/client_left").booleanValue()).isFalse();
    assertThat(answer.body()).doesNotContain("sk-test");
  }
}
