package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded requests that succeeded, put to the simulator. */
class RecordedAnswersTest {

  /** It uses a beta field that has since been renamed; the simulator knows the final one alone. */
  private static final String BETA = "schema-anthropic-structured-outputs.json";

  @Test
  void anthropicAnswersHaveExactlyTheRecordedFields() throws Exception {
    Recordings.Exchange recorded =
        Recordings.first("anthropic", "plain-anthropic-claude-haiku-4-5-returns.json");
    try (Simulator simulator = serving(List.of(recorded));
        Caller caller = new Caller(simulator)) {

      HttpResponse<String> answer = caller.anthropic(plain(recorded));

      assertThat(Shape.of(Caller.json(answer))).isEqualTo(Shape.of(recorded.body()));
      assertThat(answer.headers().map().keySet())
          .containsAll(
              recorded.headerNames(
                  name -> name.startsWith("anthropic-ratelimit-") || name.equals("request-id")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"system-completions-70e93b55b322.json", "plain-chat-with-service-tier.json"})
  void openaiAnswersHaveExactlyTheRecordedFields(String file) throws Exception {
    Recordings.Exchange recorded = Recordings.first("openai-chat", file);
    try (Simulator simulator =
            Simulator.start(SimulatorSettings.of(AnswerBook.empty(), SimulatedProvider.openai()));
        Caller caller = new Caller(simulator)) {

      HttpResponse<String> answer = caller.openai(plain(recorded));

      assertThat(Shape.of(Caller.json(answer))).isEqualTo(Shape.of(recorded.body()));
      assertThat(answer.headers().map().keySet())
          .containsAll(
              recorded.headerNames(name ->
                  name.startsWith("x-ratelimit-")
                      || Set.of("x-request-id", "openai-version", "openai-processing-ms")
                          .contains(name)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai-chat"})
  void countsTheInputOfPlainTextWithinAFifthOfTheRealCount(String folder) throws Exception {
    List<Recordings.Exchange> recorded =
        succeeded(folder, RecordedAnswersTest::isPlainTextWithCountedInput);
    assertThat(recorded).hasSizeGreaterThan(5);

    try (Simulator simulator = serving(recorded);
        Caller caller = new Caller(simulator)) {
      for (Recordings.Exchange exchange : recorded) {
        double ours = inputTokens(Caller.json(ask(caller, folder, exchange)));
        assertThat(ours / inputTokens(exchange.body())).as("%s", exchange).isBetween(0.8, 1.2);
      }
    }
  }

  private static boolean isPlainTextWithCountedInput(Recordings.Exchange exchange) {
    JsonNode request = exchange.requestBody();
    return inputTokens(exchange.body()) > 0
        && !request.has("tools")
        && !request.has("thinking")
        && !request.has("response_format")
        && !request.toString().contains("image")
        && !request.toString().contains("document")
        && !request.toString().contains("REDACTED");
  }

  private static int inputTokens(JsonNode answer) {
    JsonNode usage = answer.path("usage");
    return usage.path("input_tokens").asInt(0) + usage.path("prompt_tokens").asInt(0);
  }

  private static List<Recordings.Exchange> succeeded(
      String folder, Predicate<Recordings.Exchange> wanted) {
    return Recordings.of(folder).stream()
        .filter(exchange -> exchange.status() == 200 && exchange.requestBody().isObject())
        .filter(exchange -> !exchange.file().equals(BETA))
        .filter(wanted)
        .toList();
  }

  /** With both providers serving whatever the recordings ask for. */
  private static Simulator serving(List<Recordings.Exchange> exchanges) {
    SimulatedProvider anthropic = SimulatedProvider.anthropic();
    SimulatedProvider openai = SimulatedProvider.openai();
    for (String model :
        new HashSet<>(
            exchanges.stream()
                .map(one -> one.requestBody().path("model").stringValue())
                .toList())) {
      anthropic = anthropic.with(model, Behaviour.serving(model));
      openai = openai.with(model, Behaviour.serving(model));
    }
    return Simulator.start(SimulatorSettings.of(AnswerBook.empty(), anthropic, openai));
  }

  private static HttpResponse<String> ask(
      Caller caller, String folder, Recordings.Exchange exchange) throws Exception {
    return folder.equals("anthropic")
        ? caller.anthropic(plain(exchange))
        : caller.openai(plain(exchange));
  }

  /** The request as if it had not asked for a stream. */
  private static String plain(Recordings.Exchange exchange) {
    ObjectNode plain = ((ObjectNode) exchange.requestBody()).deepCopy();
    plain.remove(List.of("stream", "stream_options"));
    return Recordings.resealed(plain).toString();
  }
}
