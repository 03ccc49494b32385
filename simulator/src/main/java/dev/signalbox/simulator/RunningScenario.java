package dev.signalbox.simulator;

import dev.signalbox.simulator.Scenario.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One provider's part of a scenario, with the requests it has seen. Thread-safe. */
final class RunningScenario {
  private final Instant start;
  private final List<Running> events;
  private final AtomicInteger requests = new AtomicInteger();

  private record Running(Event event, RunningOutage outage) {}

  RunningScenario(Scenario scenario, String provider, Instant start) {
    this.start = start;
    this.events =
        scenario.events().stream()
            .filter(event -> event.provider().equals(provider))
            .map(event -> new Running(event, RunningOutage.begin(event.outage(), begin(event))))
            .toList();
  }

  private Instant begin(Event event) {
    return event.window() instanceof Scenario.Window.OfTime(var from, _) ? start.plus(from) : start;
  }

  /**
   * Counts a request, and says what strikes it.
   *
   * @param model the one it asks, absent when it was refused
   */
  Optional<Fault> strike(Optional<String> model, Seed occasion, Instant now) {
    int earlier = requests.getAndIncrement();
    Duration elapsed = Duration.between(start, now);
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i).event();
      boolean concerned = event.model().isEmpty() || event.model().equals(model);
      if (concerned
          && event.window().contains(elapsed, earlier)
          && events.get(i).outage().strikes(occasion.of(i), now)) {
        return Optional.of(event.outage().fault());
      }
    }
    return Optional.empty();
  }

  /** Whether connections are refused now. */
  boolean refusesConnections(Instant now) {
    Duration elapsed = Duration.between(start, now);
    return events.stream()
        .map(Running::event)
        .anyMatch(event ->
            event.outage().fault() instanceof Fault.ConnectionRefused
                && event.window().contains(elapsed, 0));
  }
}
