package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.anthropic.AnthropicMessages;
import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Recorded refusals and errors, and what the simulator says in the same case. */
class RecordedRefusalsTest {
  private Simulator simulator;
  private Caller caller;

  @BeforeEach
  void start() {
    simulator =
        Simulator.start(
            SimulatorSettings.of(
                AnswerBook.empty(),
                SimulatedProvider.anthropic().acceptingOnly(Set.of("sk-ant-test")),
                SimulatedProvider.openai().acceptingOnly(Set.of("sk-test"))));
    caller = new Caller(simulator);
  }

  @AfterEach
  void stop() {
    caller.close();
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-400-no-messages.json", "error-404-cassette.json"})
  void openaiRefusesARequestInTheSameWords(String file) throws Exception {
    Recordings.Exchange recorded = Recordings.first("openai-chat", file);

    HttpResponse<String> answer = caller.openai(recorded.requestBody().toString());

    assertThat(answer.statusCode()).isEqualTo(recorded.status());
    assertThat(Caller.json(answer)).isEqualTo(recorded.body());
  }

  @Test
  void openaiRefusesAKeyInTheSameWords() throws Exception {
    Recordings.Exchange recorded =
        Recordings.first("openai-chat", "error-401-llama-index-chat-error.json");
    HttpRequest request =
        caller
            .openaiRequest(recorded.requestBody().toString())
            .setHeader("authorization", "Bearer bad-key-0123456789test")
            .build();

    HttpResponse<String> answer = caller.send(request);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Caller.json(answer)).isEqualTo(recorded.body());
  }

  @Test
  void anthropicRefusesARequestInTheSameWords() throws Exception {
    Recordings.Exchange recorded =
        Recordings.first(
            "anthropic", "error-400-anthropic-explicit-effort-xhigh-unsupported-model-errors.json");

    HttpResponse<String> answer = caller.anthropic(recorded.requestBody().toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Caller.json(answer).path("error")).isEqualTo(recorded.body().path("error"));
    assertThat(Shape.of(Caller.json(answer))).isEqualTo(Shape.of(recorded.body()));
  }

  @Test
  void anthropicDoesNotKnowAModelInTheSameWords() throws Exception {
    Recordings.Exchange recorded =
        Recordings.first("anthropic", "error-404-anthropic-count-tokens-error.json");
    ObjectNode request = ((ObjectNode) recorded.requestBody()).deepCopy();

    HttpResponse<String> answer = caller.anthropic(request.put("max_tokens", 10).toString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Caller.json(answer).path("error")).isEqualTo(recorded.body().path("error"));
    assertThat(Shape.of(Caller.json(answer))).isEqualTo(Shape.of(recorded.body()));
  }

  @Test
  void anthropicRefusesAKeyInTheSameWords() throws Exception {
    Recordings.Exchange recorded =
        Recordings.first("anthropic", "error-401-anthropic-completion-invalid-api-key.json");
    HttpRequest request =
        caller
            .anthropicRequest(recorded.requestBody().toString())
            .setHeader("x-api-key", "wrong")
            .build();

    HttpResponse<String> answer = caller.send(request);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Caller.json(answer).path("error")).isEqualTo(recorded.body().path("error"));
    assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
  }

  @ParameterizedTest
  @CsvSource({
    "500, error-500-anthropic-500-api-error-a.json",
    "529, error-529-anthropic-529-overloaded-headers.json",
  })
  void anthropicFailsInTheSameWords(int status, String file) throws Exception {
    Recordings.Exchange recorded = Recordings.first("anthropic", file);
    simulator.setOutage("anthropic", Outage.of(new Fault.ServerError(status)));

    HttpResponse<String> answer =
        caller.anthropic(Caller.anthropicBody("claude-haiku-4-5", "Hello"));

    assertThat(answer.statusCode()).isEqualTo(recorded.status());
    assertThat(Caller.json(answer).path("error")).isEqualTo(recorded.body().path("error"));
    assertThat(answer.headers().firstValue("x-should-retry")).contains("true");
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "500, error-500-openai-500-server-error-2.json",
    "503, error-503-openai-503-overloaded.json",
  })
  void openaiFailsInTheSameShape(int status, String file) throws Exception {
    Recordings.Exchange recorded = Recordings.first("openai-chat", file);
    simulator.setOutage("openai", Outage.of(new Fault.ServerError(status)));

    HttpResponse<String> answer = caller.openai(Caller.openaiBody("gpt-4o-mini", "Hello"));

    assertThat(answer.statusCode()).isEqualTo(recorded.status());
    assertThat(Shape.of(Caller.json(answer))).isEqualTo(Shape.of(recorded.body()));
    assertThat(Caller.json(answer).at("/error/type")).isEqualTo(recorded.body().at("/error/type"));
    assertThat(Caller.json(answer).at("/error/code")).isEqualTo(recorded.body().at("/error/code"));
  }

  @Test
  void bothLimitRatesInTheRecordedShape() throws Exception {
    simulator.setOutage("openai", Outage.of(new Fault.RateLimited(Duration.ofMillis(3_890))));
    simulator.setOutage("anthropic", Outage.of(new Fault.RateLimited(Duration.ofSeconds(7))));

    HttpResponse<String> gpt = caller.openai(Caller.openaiBody("gpt-4o-mini", "Hello"));
    HttpResponse<String> claude =
        caller.anthropic(Caller.anthropicBody("claude-haiku-4-5", "Hello"));

    Recordings.Exchange openai =
        Recordings.first("openai-chat", "error-429-openai-429-tokens-per-min.json");
    assertThat(gpt.statusCode()).isEqualTo(429);
    assertThat(Shape.of(Caller.json(gpt))).isEqualTo(Shape.of(openai.body()));
    assertThat(Caller.json(gpt).at("/error/code")).isEqualTo(openai.body().at("/error/code"));
    assertThat(Caller.json(gpt).at("/error/message").stringValue()).contains("try again in 3.89s");
    assertThat(gpt.headers().firstValue("retry-after")).contains("4");
    Recordings.Exchange anthropic =
        Recordings.first("anthropic", "error-429-anthropic-429-no-retry-after-2024.json");
    assertThat(claude.statusCode()).isEqualTo(429);
    assertThat(Caller.json(claude).at("/error/type")).isEqualTo(anthropic.body().at("/error/type"));
    assertThat(claude.headers().map().keySet())
        .containsAll(anthropic.headerNames(name -> name.startsWith("anthropic-ratelimit-")));
    assertThat(claude.headers().firstValue("retry-after")).contains("7");
  }

  @Test
  void anthropicsEdgeRefusesTooLargeABodyInTheSameWords() {
    Recordings.Exchange recorded =
        Recordings.first("anthropic", "error-413-anthropic-413-edge-2.json");

    HttpReply reply =
        new AnthropicMessages()
            .trouble(Trouble.Refusal.REQUEST_TOO_LARGE, new Stamp(Instant.EPOCH, 1, Duration.ZERO));

    assertThat(Caller.JSON.readTree(reply.body())).isEqualTo(recorded.body());
  }

  @ParameterizedTest
  @CsvSource({
    "openai-responses, error-400-openai-responses-model-http-error.json, openai",
    "gemini, error-404-cassette.json, google",
  })
  void aRecordedRequestIsRefusedInTheSameWords(String folder, String file, String name) {
    Recordings.Exchange recorded = Recordings.first(folder, file);
    String target = URI.create(recorded.request().path("url").stringValue()).getPath();

    Played played = put(name, target, recorded.requestBody().toString());

    assertThat(played.status()).isEqualTo(recorded.status());
    assertThat(Caller.JSON.readTree(played.body())).isEqualTo(recorded.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /v1/agent | {"preset": "fast", "input": ""} | error-400-agent-400-empty-input.json
          /v1/agent | {"preset": "fast", "input": "a", "response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "bogus"}}}} | error-400-agent-400-schema-root.json
          /chat/completions | {} | error-403-perplexity-403-sonar-retired-chat.json
          /v1/nothing | {} | error-404-agent-404-not-stored.json
          """)
  void perplexityRefusesInTheSameWords(String path, String body, String file) {
    Recordings.Exchange recorded = Recordings.first("perplexity", file);

    Played played = put("perplexity", path, body);

    assertThat(played.status()).isEqualTo(recorded.status());
    assertThat(Caller.JSON.readTree(played.body())).isEqualTo(recorded.body());
  }

  private static Played put(String name, String target, String body) {
    SimulatedProvider provider =
        switch (name) {
          case "google" -> SimulatedProvider.google();
          case "perplexity" -> SimulatedProvider.perplexity();
          default -> SimulatedProvider.openai();
        };
    Map<String, String> headers = Map.of("authorization", "Bearer key", "x-goog-api-key", "key");
    return Played.of(
        ProviderApi.of(SimulatorSettings.of(AnswerBook.empty(), provider), provider)
            .script(new dev.signalbox.simulator.http.HttpRequest("POST", target, headers, body)));
  }
}
