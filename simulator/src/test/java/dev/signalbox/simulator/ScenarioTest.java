package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @TempDir private Path folder;

  private Scenario read(String json) throws IOException {
    return Scenario.read(Files.writeString(folder.resolve("scenario.json"), json));
  }

  private ProviderApi playing(String json) throws IOException {
    SimulatedProvider openai = SimulatedProvider.openai();
    return ProviderApi.of(
        SimulatorSettings.of(AnswerBook.empty(), openai)
            .withClock(now::get)
            .withScenario(read(json)),
        openai);
  }

  private static int status(ProviderApi provider) {
    return Played.of(provider.script(Api.CHAT.ask("Hello", false))).status();
  }

  private List<Integer> statusesAt(ProviderApi provider, int... seconds) {
    return IntStream.of(seconds)
        .map(second -> {
          now.set(Instant.EPOCH.plusSeconds(second));
          return status(provider);
        })
        .boxed()
        .toList();
  }

  @Test
  void eventsBeginAndEndByTheClock() throws IOException {
    ProviderApi provider =
        playing(
            """
            [{"at": "PT30S", "for": "PT10S", "provider": "openai",
              "fault": {"kind": "server_error", "status": 503}},
             {"at": "PT1M", "until": "PT2M", "provider": "openai", "model": "gpt-4o-mini",
              "fault": {"kind": "rate_limited", "retry_after": "PT5S"}},
             {"at": "PT1M", "provider": "openai", "model": "gpt-4o",
              "fault": {"kind": "refused", "reason": "quota_exhausted"}}]
            """);

    assertThat(statusesAt(provider, 0, 29, 30, 39, 40, 60, 119, 120))
        .containsExactly(200, 200, 503, 503, 200, 429, 429, 200);
  }

  @Test
  void eventsBeginAndEndByTheCountOfRequests() throws IOException {
    ProviderApi provider =
        playing(
            """
            [{"after_requests": 2, "for_requests": 3, "provider": "openai",
              "fault": {"kind": "server_error", "status": 500},
              "hits": {"kind": "first", "requests": 2}}]
            """);

    assertThat(statusesAt(provider, 0, 0, 0, 0, 0, 0))
        .containsExactly(200, 200, 500, 500, 200, 200);
  }

  @Test
  void everyFaultCanBeWritten() throws IOException {
    List<Scenario.Event> events =
        read("""
        [{"at": "PT0S", "provider": "a", "fault": {"kind": "connection_refused"}},
         {"at": "PT0S", "provider": "a", "fault": {"kind": "stalled", "after_pieces": 3,
           "pause": "PT2M", "goes_on": true}},
         {"at": "PT0S", "provider": "a", "fault": {"kind": "cut"}},
         {"at": "PT0S", "provider": "a", "fault": {"kind": "redirected",
           "location": "http://127.0.0.1/"}},
         {"at": "PT0S", "provider": "a", "fault": {"kind": "error_inside",
           "after_pieces": 0, "trouble": {"kind": "server_error", "status": 503}}},
         {"at": "PT0S", "provider": "a", "fault": {"kind": "error_inside",
           "trouble": "context_too_long"},
           "hits": {"kind": "flapping", "down": "PT1S", "up": "PT2S"}}]
        """)
            .events();

    assertThat(events)
        .extracting(event -> AlternativeReader.kind(event.outage().fault()))
        .containsExactly(
            "connection_refused", "stalled", "cut", "redirected", "error_inside", "error_inside");
    assertThat(events.get(2).outage().fault()).isEqualTo(new Fault.Cut());
  }

  @Test
  void connectionsAreRefusedForAsLongAsItSays() throws IOException {
    ProviderApi provider =
        playing(
            """
            [{"at": "PT10S", "for": "PT10S", "provider": "openai",
              "fault": {"kind": "connection_refused"}}]
            """);

    assertThat(provider.refusesConnections()).isFalse();
    now.set(Instant.EPOCH.plusSeconds(19));
    assertThat(provider.refusesConnections()).isTrue();
    now.set(Instant.EPOCH.plusSeconds(20));
    assertThat(provider.refusesConnections()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {} | scenario.json:1:1: /: a scenario is a list of events
          [{"at": "PT1S", "fault": {"kind": "reset"}}] | scenario.json:1:2: /0: the field provider is missing
          [{"at": "1s", "provider": "a", "fault": {"kind": "reset"}}] | /0/at: a duration like "PT30S"
          [{"provider": "a", "fault": {"kind": "reset"}}] | scenario.json:1:2: /0: either "at" or "after_requests" is needed
          [{"at": "PT1S", "for_requests": 1, "provider": "a", "fault": {"kind": "reset"}}] | /0/for_requests: "at" goes with "for"
          [{"at": "PT2S", "until": "PT1S", "provider": "a", "fault": {"kind": "reset"}}] | /0: the event ends before it begins
          [{"at": "PT1S", "provider": "a", "fault": {"kind": "rest"}}] | /0/fault/kind: there is no such kind, only connection_refused, corrupt_gzip, cut
          [{"at": "PT1S", "provider": "a", "fault": {"kind": "reset", "hold": "PT1S"}}] | /0/fault/hold: there is no such field, only kind
          [{"at": "PT1S", "provider": "a", "fault": {"kind": "silent", "hold": "PT2H"}}] | /0/fault: a hold is more than 0 and at most 1 h, got PT2H
          [{"at": "PT1S", "provider": "a", "fault": {"kind": "refused", "reason": "whim"}}] | /0/fault/reason: one of bad_key, context_too_long
          [{"at": "PT1S", "provider": "a", "fault": {"kind": "connection_refused"}, "hits": {"kind": "share", "share": 0.5}}] | connections are refused to everyone or to no one
          [{"at": "PT1S", "at": "PT2S"}] | scenario.json:1:
          [{"at" | scenario.json:1:
          """)
  void saysWhereAndWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessageContaining(message);
  }

  @Test
  void knowsOnlyTheProvidersModelsAndErrorsThereAre() throws IOException {
    String event =
        "[{'at': 'PT1S', 'provider': '%s', 'model': '%s', 'fault': %s}]".replace('\'', '"');
    String reset = "{\"kind\": \"reset\"}";

    for (String json :
        List.of(
            event.formatted("acme", "gpt-4o", reset),
            event.formatted("openai", "gpt-0", reset),
            event.formatted("openai", "gpt-4o", "{\"kind\": \"server_error\", \"status\": 529}"))) {
      assertThatThrownBy(() -> playing(json)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
