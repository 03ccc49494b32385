package dev.signalbox.router.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the bytes of an event stream into events, as the WHATWG's HTML standard has it (section
 * "Server-sent events"): lines may end in LF, CR or CRLF, comments are skipped, data lines of one
 * event are joined. Bytes may come in pieces of any size. Unlike a browser it also gives out an
 * event that the end of the stream leaves unfinished, for some servers leave out the last empty
 * line, and takes an object that stands bare in the stream for an event: so some servers say why
 * they break off. Total: no bytes make it throw, and it keeps no more than the event under way. Not
 * thread-safe.
 */
public final class EventStreamParser {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Consumer<ServerEvent> events;
  private byte[] line = new byte[512];
  private int length;
  private boolean afterReturn;
  private boolean firstLine = true;
  private String name = "";
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;
  private boolean bare;

  /**
   * @param events is given each event as soon as its last byte came
   */
  public EventStreamParser(Consumer<ServerEvent> events) {
    this.events = events;
  }

  /** Takes the bytes from {@code from} to {@code to}, exclusive. */
  public void feed(byte[] bytes, int from, int to) {
    int start = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n' && afterReturn) {
        start = i + 1; // the second half of a CRLF whose line was taken already
      } else if (b == '\n' || b == '\r') {
        append(bytes, start, i);
        takeLine();
        start = i + 1;
      }
      afterReturn = b == '\r';
    }
    append(bytes, start, to);
  }

  /** Says that nothing more comes. */
  public void end() {
    if (length > 0) {
      takeLine();
    }
    dispatch();
  }

  private void append(byte[] bytes, int from, int to) {
    int more = to - from;
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
    }
    System.arraycopy(bytes, from, line, length, more);
    length += more;
  }

  private void takeLine() {
    int from = firstLine && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
    firstLine = false;
    if (length == from) {
      dispatch();
    } else if (bare || line[from] == '{') { // no field's name begins like this
      if (!bare) {
        dispatch();
      }
      bare = true;
      addData(from);
    } else if (line[from] != ':') {
      takeField(from);
    }
    length = 0;
  }

  private boolean startsWithMark() {
    return length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private void takeField(int from) {
    int colon = from;
    while (colon < length && line[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, length);
    if (value < length && line[value] == ' ') {
      value++;
    }
    if (is("data", from, colon)) {
      addData(value);
    } else if (is("event", from, colon)) {
      name = text(value, length);
    }
    // "id" and "retry" are about reconnecting, which would be a second request.
  }

  private void addData(int from) {
    if (hasData) {
      data.append('\n');
    }
    data.append(text(from, length));
    hasData = true;
  }

  private boolean is(String field, int from, int to) {
    if (to - from != field.length()) {
      return false;
    }
    for (int i = 0; i < field.length(); i++) {
      if (line[from + i] != field.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int to) {
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }

  private void dispatch() {
    if (hasData) {
      events.accept(new ServerEvent(name, data.toString()));
    }
    name = "";
    data.setLength(0);
    hasData = false;
    bare = false;
  }
}
