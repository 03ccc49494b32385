package dev.signalbox.simulator.wire;

import dev.signalbox.simulator.http.HttpReply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's answer on the wire. */
public sealed interface Answer {

  /** In one piece. */
  record Whole(HttpReply reply) implements Answer {}

  /**
   * Event by event, with status 200.
   *
   * @param headers in the order in which they go out, without the content type
   */
  record Streamed(Map<String, String> headers, Framing framing, List<Frame> frames)
      implements Answer {
    public Streamed {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
      frames = List.copyOf(frames);
    }

    /** The same stream with other events. */
    public Streamed withFrames(List<Frame> others) {
      return new Streamed(headers, framing, others);
    }
  }
}
