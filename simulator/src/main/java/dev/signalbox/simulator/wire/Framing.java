package dev.signalbox.simulator.wire;

/** How the events of a stream are written down. */
public enum Framing {
  /** Server-sent events, lines ended by LF. */
  EVENTS("text/event-stream; charset=utf-8", "\n"),
  /** Server-sent events, lines ended by CRLF. */
  CRLF_EVENTS("text/event-stream", "\r\n"),
  /** One JSON array with an element per event. */
  ARRAY("application/json; charset=UTF-8", "\r\n");

  private final String contentType;
  private final String lineEnd;

  Framing(String contentType, String lineEnd) {
    this.contentType = contentType;
    this.lineEnd = lineEnd;
  }

  public String contentType() {
    return contentType;
  }

  /**
   * One event.
   *
   * @param first whether it begins the stream
   */
  public String write(Frame frame, boolean first) {
    if (this == ARRAY) {
      return (first ? "[" : "," + lineEnd) + frame.data();
    }
    if (frame.bare()) {
      return frame.data() + lineEnd;
    }
    String name = frame.event().map(event -> "event: " + event + lineEnd).orElse("");
    return name + "data: " + frame.data() + eventEnd();
  }

  /** What ends each event, empty where nothing does. */
  public String eventEnd() {
    return this == ARRAY ? "" : lineEnd + lineEnd;
  }

  /** What follows the last event. */
  public String end() {
    return this == ARRAY ? lineEnd + "]" + lineEnd : "";
  }
}
