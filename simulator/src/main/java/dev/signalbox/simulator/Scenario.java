package dev.signalbox.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What befalls the providers over time. Nothing runs in the background: which events last is asked
 * with each request, of the clock and of the count of requests.
 */
public record Scenario(List<Event> events) {
  /** Nothing happens. */
  public static final Scenario NONE = new Scenario(List.of());

  public Scenario {
    events = List.copyOf(events);
  }

  /**
   * An outage with its time.
   *
   * @param model absent when it is of the whole provider
   */
  public record Event(String provider, Optional<String> model, Outage outage, Window window) {}

  /** When an event lasts. */
  public sealed interface Window {

    /**
     * @param from since the start
     * @param until since the start, absent when it does not end
     */
    record OfTime(Duration from, Optional<Duration> until) implements Window {}

    /**
     * @param after so many requests to the provider
     * @param requests how many it lasts, absent when it does not end
     */
    record OfRequests(int after, Optional<Integer> requests) implements Window {}

    /**
     * Whether the event lasts.
     *
     * @param earlier requests to the provider since the start
     */
    default boolean contains(Duration elapsed, int earlier) {
      return switch (this) {
        case OfTime(var from, var until) ->
            elapsed.compareTo(from) >= 0
                && until.filter(end -> elapsed.compareTo(end) >= 0).isEmpty();
        case OfRequests(int after, var requests) ->
            earlier >= after && requests.filter(count -> earlier >= after + count).isEmpty();
      };
    }
  }

  /**
   * Reads a scenario from a JSON file, as the module's README describes it.
   *
   * @throws InvalidScenarioException when it is not one
   * @throws java.io.UncheckedIOException when the file cannot be read
   */
  public static Scenario read(Path file) {
    return ScenarioReader.read(JsonPlace.read(file));
  }
}
