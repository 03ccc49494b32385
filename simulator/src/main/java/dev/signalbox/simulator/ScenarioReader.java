package dev.signalbox.simulator;

import dev.signalbox.simulator.Scenario.Event;
import dev.signalbox.simulator.Scenario.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a scenario, and accepts nothing that it does not understand. */
final class ScenarioReader {
  private static final List<String> FIELDS =
      List.of(
          "at",
          "for",
          "until",
          "after_requests",
          "for_requests",
          "provider",
          "model",
          "fault",
          "hits");

  private ScenarioReader() {}

  static Scenario read(JsonPlace root) {
    if (!root.node().isArray()) {
      throw root.problem("a scenario is a list of events");
    }
    return new Scenario(root.elements().stream().map(ScenarioReader::event).toList());
  }

  private static Event event(JsonPlace place) {
    place.allowOnly(FIELDS);
    Window window = window(place);
    Fault fault = AlternativeReader.read(Fault.class, place.needed("fault"));
    if (fault instanceof Fault.ConnectionRefused && window instanceof Window.OfRequests) {
      throw place.problem(
          "refused connections bring no requests to count; give it a time with \"at\"");
    }
    Hits hits =
        place
            .field("hits")
            .map(given -> AlternativeReader.read(Hits.class, given))
            .orElse(Hits.ALL);
    String provider = place.needed("provider").text();
    Optional<String> model = place.field("model").map(JsonPlace::text);
    boolean everyone = hits.equals(Hits.ALL) && model.isEmpty();
    if (fault instanceof Fault.ConnectionRefused && !everyone) {
      throw place.problem("connections are refused to everyone or to no one; use \"reset\"");
    }
    return new Event(provider, model, new Outage(fault, hits), window);
  }

  private static Window window(JsonPlace place) {
    Optional<JsonPlace> at = place.field("at");
    Optional<JsonPlace> after = place.field("after_requests");
    if (at.isPresent() == after.isPresent()) {
      throw place.problem("either \"at\" or \"after_requests\" is needed");
    }
    for (String foreign : at.isPresent() ? List.of("for_requests") : List.of("for", "until")) {
      place
          .field(foreign)
          .ifPresent(given -> {
            throw given.problem(
                "\"at\" goes with \"for\" or \"until\", \"after_requests\" with"
                    + " \"for_requests\"");
          });
    }
    return at.isPresent()
        ? ofTime(place, AlternativeReader.duration(at.get()))
        : new Window.OfRequests(
            after.orElseThrow().count(), place.field("for_requests").map(JsonPlace::count));
  }

  private static Window ofTime(JsonPlace place, Duration from) {
    Optional<Duration> lasting =
        place.field("for").map(given -> from.plus(AlternativeReader.duration(given)));
    Optional<Duration> until = place.field("until").map(AlternativeReader::duration);
    if (lasting.isPresent() && until.isPresent()) {
      throw place.problem("\"for\" and \"until\" say the same; one is enough");
    }
    Optional<Duration> end = Stream.of(lasting, until).flatMap(Optional::stream).findFirst();
    if (end.filter(last -> last.compareTo(from) <= 0).isPresent()) {
      throw place.problem("the event ends before it begins");
    }
    return new Window.OfTime(from, end);
  }
}
