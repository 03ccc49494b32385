package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.http.HttpRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Recorded requests as they were made, streams included, put to the simulator. */
class RecordedRequestsTest {

  /** It uses a beta field that has since been renamed; the simulator knows the final one alone. */
  private static final Set<String> BETA = Set.of("schema-anthropic-structured-outputs.json");

  private static final Pattern GEMINI_MODEL = Pattern.compile("/models/([^/:]+):");
  private static final Map<String, String> HEADERS =
      Map.of(
          "authorization",
          "Bearer k",
          "x-api-key",
          "k",
          "x-goog-api-key",
          "k",
          "anthropic-version",
          "2023-06-01");

  @ParameterizedTest
  @CsvSource({
    "anthropic, 25",
    "openai-chat, 25",
    "openai-responses, 20",
    "gemini, 15",
    "perplexity, 3",
  })
  void acceptsEveryRequestThatARealProviderAccepted(String folder, int atLeast) {
    List<Recordings.Exchange> recorded = accepted(folder);
    assertThat(recorded).hasSizeGreaterThanOrEqualTo(atLeast);

    for (Recordings.Exchange exchange : recorded) {
      Played played = play(folder, exchange);
      assertThat(played.status()).as("%s: %s", exchange, played.body()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"anthropic", "openai-chat", "openai-responses", "gemini", "perplexity"})
  void saysNothingThatNoRealProviderEverSaid(String folder) {
    Map<String, Set<String>> real = new HashMap<>();
    Map<String, Set<String>> simulated = new HashMap<>();
    for (Recordings.Exchange exchange : accepted(folder)) {
      collect(exchange.text(), real);
      collect(play(folder, exchange).body(), simulated);
    }

    assertThat(simulated).isNotEmpty();
    simulated.forEach((kind, fields) ->
        assertThat(real.getOrDefault(kind, Set.of())).as(kind).containsAll(fields));
  }

  /** The fields of an answer or of each event of a stream, by its kind. */
  private static void collect(String text, Map<String, Set<String>> fields) {
    Stream<JsonNode> documents =
        text.startsWith("{")
            ? Stream.of(Caller.JSON.readTree(text))
            : text.startsWith("[")
                ? Caller.JSON.readTree(text).valueStream()
                : Api.events(text).stream();
    documents.forEach(document -> {
      String kind = document.path("type").stringValue(document.path("object").stringValue(""));
      fields
          .computeIfAbsent(kind.replace("incomplete", "completed"), _ -> new HashSet<>())
          .addAll(Shape.of(document).keySet());
    });
  }

  private static List<Recordings.Exchange> accepted(String folder) {
    return Recordings.of(folder).stream()
        .filter(exchange -> exchange.status() == 200 && exchange.requestBody().isObject())
        .filter(exchange -> !BETA.contains(exchange.file()))
        .filter(exchange -> !folder.equals("perplexity") || target(exchange).equals("/v1/agent"))
        .toList();
  }

  /** Some were recorded behind a proxy with another base path. */
  private static String target(String folder, Recordings.Exchange exchange) {
    return folder.equals("openai-chat") ? "/v1/chat/completions" : target(exchange);
  }

  private static String target(Recordings.Exchange exchange) {
    URI uri = URI.create(exchange.request().path("url").stringValue(""));
    return uri.getRawQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getRawQuery();
  }

  private static Played play(String folder, Recordings.Exchange exchange) {
    String target = target(folder, exchange);
    SimulatedProvider provider = provider(folder);
    Matcher path = GEMINI_MODEL.matcher(target);
    String model =
        path.find() ? path.group(1) : exchange.requestBody().path("model").stringValue("");
    SimulatedProvider serving =
        provider.models().containsKey(model) || model.isEmpty()
            ? provider
            : provider.with(model, Behaviour.serving(model));
    JsonNode body = Recordings.resealed(exchange.requestBody());
    return Played.of(
        ProviderApi.of(SimulatorSettings.of(AnswerBook.empty(), serving), serving)
            .script(new HttpRequest("POST", target, HEADERS, body.toString())));
  }

  private static SimulatedProvider provider(String folder) {
    return switch (folder) {
      case "anthropic" -> SimulatedProvider.anthropic();
      case "gemini" -> SimulatedProvider.google();
      case "perplexity" -> SimulatedProvider.perplexity();
      default -> SimulatedProvider.openai();
    };
  }
}
