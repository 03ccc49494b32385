package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Duration> slept = new CopyOnWriteArrayList<>();
  private final Simulator simulator =
      Simulator.start(
          SimulatorSettings.of(
                  AnswerBook.empty(),
                  SimulatedProvider.anthropic(),
                  SimulatedProvider.openai()
                      .with(
                          "gpt-4o",
                          Behaviour.serving("gpt-4o-2024-08-06")
                              .withLatency(
                                  new Latency(Duration.ofMinutes(1), Duration.ofMinutes(1)))))
              .withClock(InstantSource.fixed(NOW))
              .withSleeper((wait, _) -> slept.add(wait))
              .withKeptRequests(3));
  private final Caller caller = new Caller(simulator);

  @AfterEach
  void stop() {
    caller.close();
    simulator.close();
  }

  @Test
  void keepsWhatEachProviderSaw() throws Exception {
    caller.gpt("gpt-4o-mini", "Hello");
    caller.gpt("gpt-0", "Hello");
    simulator.setOutage("openai", Outage.of(new Fault.ServerError(500)));
    caller.gpt("gpt-4o-mini", "Hello");

    assertThat(simulator.log().latest())
        .extracting(SeenRequest::number, SeenRequest::model, SeenRequest::fault)
        .containsExactly(
            tuple(1L, Optional.of("gpt-4o-mini"), Optional.empty()),
            tuple(2L, Optional.empty(), Optional.empty()),
            tuple(3L, Optional.of("gpt-4o-mini"), Optional.of(new Fault.ServerError(500))));
    assertThat(simulator.log().latest())
        .extracting(seen -> seen.status().orElse(0))
        .containsExactly(200, 404, 500);
    SeenRequest first = simulator.log().latest().getFirst();
    assertThat(first.at()).isEqualTo(NOW);
    assertThat(first.method() + " " + first.path()).isEqualTo("POST /v1/chat/completions");
    assertThat(first.headers())
        .containsEntry("authorization", "(not kept)")
        .containsEntry("content-type", "application/json");
    assertThat(first.bodyBytes()).isEqualTo(Caller.openaiBody("gpt-4o-mini", "Hello").length());
    assertThat(first.streamed()).isFalse();
    assertThat(simulator.log().count("openai")).isEqualTo(3);
    assertThat(simulator.log().count("openai", "gpt-4o-mini")).isEqualTo(2);
    assertThat(simulator.log().count("anthropic")).isZero();
  }

  @Test
  void keepsTheLastRequestsAndCountsAll() throws Exception {
    for (int i = 0; i < 5; i++) {
      caller.claude("claude-haiku-4-5", "Hello " + i);
    }

    assertThat(simulator.log().latest()).hasSize(3);
    assertThat(simulator.log().count("anthropic")).isEqualTo(5);
  }

  @Test
  void tellsListeners() throws Exception {
    List<SeenRequest> heard = new CopyOnWriteArrayList<>();
    simulator.log().listen(heard::add);

    caller.claude("claude-haiku-4-5", "Hello");

    assertThat(heard.getFirst().delivery()).isEmpty();
    assertThat(heard).extracting(SeenRequest::number).containsOnly(1L);
  }

  @Test
  void doesNotWaitBeforeAFaultThatComesAtOnce() throws Exception {
    simulator.setOutage("openai", Outage.of(new Fault.RateLimited(Duration.ofSeconds(5))));
    caller.gpt("gpt-4o", "Hello");
    simulator.setOutage("openai", Outage.of(new Fault.Empty()));
    caller.gpt("gpt-4o", "Hello");

    assertThat(slept).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void waitsOutTheLatencyAndTellsIt() throws Exception {
    var answer = caller.openai(Caller.openaiBody("gpt-4o", "Hello"));

    assertThat(slept).containsExactly(Duration.ofMinutes(1));
    assertThat(answer.headers().firstValue("openai-processing-ms")).contains("60000");
    assertThat(Caller.json(answer).path("created").longValue()).isEqualTo(NOW.getEpochSecond());
  }
}
