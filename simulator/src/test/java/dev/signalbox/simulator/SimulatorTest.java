package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final AnswerBook BOOK =
      AnswerBook.of(
          List.of(
              new AnswerBook.Entry(
                  "What is the capital of France?", "Paris.", List.of("Lyon.", "Nice."))));

  private Simulator simulator;
  private Caller caller;

  @BeforeEach
  void start() {
    simulator =
        Simulator.start(
            SimulatorSettings.of(BOOK, SimulatedProvider.anthropic(), SimulatedProvider.openai()));
    caller = new Caller(simulator);
  }

  @AfterEach
  void stop() {
    caller.close();
    simulator.close();
  }

  @Test
  void answersAKnownPromptFromTheBookInBothFormats() throws Exception {
    assertThat(caller.claude("claude-haiku-4-5", "What is the capital\n of France?"))
        .isEqualTo("Paris.");
    assertThat(caller.gpt("gpt-4o-mini", "What is the capital of France?")).isEqualTo("Paris.");
  }

  @Test
  void namesTheDatedRevisionItServed() throws Exception {
    HttpResponse<String> claude =
        caller.anthropic(Caller.anthropicBody("claude-haiku-4-5", "Hello"));
    HttpResponse<String> gpt = caller.openai(Caller.openaiBody("gpt-4o-mini", "Hello"));

    assertThat(Caller.json(claude).path("model").stringValue())
        .isEqualTo("claude-haiku-4-5-20251001");
    assertThat(Caller.json(gpt).path("model").stringValue()).isEqualTo("gpt-4o-mini-2024-07-18");
  }

  @Test
  void answersAnUnknownPromptWithASentenceOnItsTopic() throws Exception {
    assertThat(caller.gpt("gpt-4o-mini", "Explain photosynthesis to a child"))
        .contains("Explain photosynthesis to a child");
  }

  @Test
  void servesOneProviderWhileTheOtherRefusesConnections() throws Exception {
    simulator.setOutage("openai", Outage.of(new Fault.ConnectionRefused()));

    assertThatThrownBy(() -> caller.gpt("gpt-4o-mini", "Hello"))
        .isInstanceOf(ConnectException.class);
    assertThat(caller.claude("claude-haiku-4-5", "Hello")).isNotEmpty();

    simulator.endOutage("openai");
    assertThat(caller.gpt("gpt-4o-mini", "Hello")).isNotEmpty();
  }

  @Test
  void acceptsOnlyTheKeysItWasGiven() throws Exception {
    try (Simulator strict =
            Simulator.start(
                SimulatorSettings.of(
                    BOOK, SimulatedProvider.openai().acceptingOnly(Set.of("sk-right"))));
        Caller client = new Caller(strict)) {
      HttpRequest wrong = client.openaiRequest(Caller.openaiBody("gpt-4o", "Hello")).build();
      HttpRequest right =
          client
              .openaiRequest(Caller.openaiBody("gpt-4o", "Hello"))
              .setHeader("authorization", "Bearer sk-right")
              .build();

      assertThat(client.send(wrong).statusCode()).isEqualTo(401);
      assertThat(client.send(right).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void servesOneFormatUnderSeveralNames() throws Exception {
    try (Simulator two =
            Simulator.start(
                SimulatorSettings.of(
                    BOOK,
                    SimulatedProvider.openai(),
                    SimulatedProvider.openai()
                        .named("mistral")
                        .with("mistral-small", Behaviour.serving("mistral-small-2506"))));
        Caller client = new Caller(two)) {
      HttpRequest request =
          HttpRequest.newBuilder(two.baseUri("mistral").resolve("/v1/chat/completions"))
              .header("authorization", "Bearer key")
              .POST(BodyPublishers.ofString(Caller.openaiBody("mistral-small", "Hello")))
              .build();

      HttpResponse<String> answer = client.send(request);

      assertThat(Caller.json(answer).path("model").stringValue()).isEqualTo("mistral-small-2506");
      assertThat(two.log().count("mistral", "mistral-small")).isEqualTo(1);
      assertThat(two.log().count("openai")).isZero();
    }
  }

  @Test
  void opensNoPortWhenOneIsTaken() {
    Simulator earlier = Simulator.start(SimulatorSettings.of(BOOK, SimulatedProvider.anthropic()));
    URI free = earlier.baseUri("anthropic");
    earlier.close();
    int taken = simulator.baseUri("openai").getPort();

    assertThatThrownBy(() ->
            Simulator.start(
                SimulatorSettings.of(
                    BOOK,
                    SimulatedProvider.anthropic().onPort(free.getPort()),
                    SimulatedProvider.openai().onPort(taken))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + taken + " of 127.0.0.1 cannot be opened");
    assertThatThrownBy(() -> new RawClient(free)).isInstanceOf(ConnectException.class);
  }

  @Test
  void namesTheProvidersAndModelsThereAre() {
    assertThatThrownBy(() -> simulator.baseUri("google"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[anthropic, openai]");
    assertThatThrownBy(() -> simulator.behaviour("openai", "gpt-0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gpt-4o-mini");
  }
}
