package dev.signalbox.simulator.wire;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One event of a streamed answer.
 *
 * @param event its name, where the format names events
 * @param data one line of JSON, or what the format says in its place
 * @param bare whether the data stands there without what frames an event
 */
public record Frame(Place place, Optional<String> event, String data, boolean bare) {

  /** Where in the stream it stands. */
  public enum Place {
    /** Before anything that the model says. */
    OPENING,
    /** A piece of what it says: of its thoughts, its text or a tool call's arguments. */
    CONTENT,
    /** Between and after the pieces. */
    CLOSING,
    /** What tells a client that the answer is whole. */
    TERMINATOR
  }

  public static Frame of(Place place, String event, JsonNode data) {
    return new Frame(place, Optional.of(event), Json.write(data), false);
  }

  public static Frame of(Place place, JsonNode data) {
    return new Frame(place, Optional.empty(), Json.write(data), false);
  }

  /** The last words of a stream, outside of any event. */
  public static Frame bare(String data) {
    return new Frame(Place.TERMINATOR, Optional.empty(), data, true);
  }

  /** The same event with other data. */
  public Frame withData(String other) {
    return new Frame(place, event, other, bare);
  }
}
