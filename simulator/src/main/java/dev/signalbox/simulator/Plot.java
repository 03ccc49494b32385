package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Bytes;
import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.Step;
import dev.signalbox.simulator.wire.Answer;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Framing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An answer cut where faults can strike it: a stream between its events, a whole body in its middle
 * and before its last character.
 *
 * @param sized whether the length of the body is promised
 * @param headWait before status and headers; a body in one piece is sent when it is there, the head
 *     of a stream goes ahead
 * @param malformed what is no JSON, framed as a part of this answer
 * @param eventEnd what ends an event, empty where there are none
 */
record Plot(
    int status,
    Map<String, String> headers,
    boolean sized,
    Duration headWait,
    List<Beat> beats,
    String malformed,
    String eventEnd) {
  private static final String NO_JSON = "{\"not json";

  /**
   * One part of the body.
   *
   * @param pause before it
   * @param torn the part when its data breaks off halfway
   */
  record Beat(Frame.Place place, Duration pause, String text, String torn) {
    Beat(Frame.Place place, Duration pause, String text) {
      this(place, pause, text, "");
    }

    Bytes bytes() {
      return Bytes.utf8(text);
    }
  }

  static Plot of(Answer answer, Pace pace) {
    return switch (answer) {
      case Answer.Whole(var reply) -> of(reply, pace.first());
      case Answer.Streamed streamed -> of(streamed, pace);
    };
  }

  private static Plot of(HttpReply reply, Duration wait) {
    String body = reply.body();
    int middle = body.length() / 2;
    if (middle > 0 && Character.isLowSurrogate(body.charAt(middle))) {
      middle--;
    }
    int last = Math.max(middle, body.length() - 1);
    List<Beat> beats =
        List.of(
            new Beat(Frame.Place.CONTENT, Duration.ZERO, body.substring(0, middle)),
            new Beat(Frame.Place.CONTENT, Duration.ZERO, body.substring(middle, last)),
            new Beat(Frame.Place.TERMINATOR, Duration.ZERO, body.substring(last)));
    return new Plot(reply.status(), reply.headers(), true, wait, beats, NO_JSON, "");
  }

  private static Plot of(Answer.Streamed streamed, Pace pace) {
    Framing framing = streamed.framing();
    List<Beat> beats = new ArrayList<>();
    boolean begun = false;
    for (Frame frame : streamed.frames()) {
      Duration wait = begun ? pace.between() : pace.first();
      boolean piece = frame.place() == Frame.Place.CONTENT;
      boolean waits = piece || (!begun && frame.place() != Frame.Place.OPENING);
      beats.add(beat(frame, framing, beats.isEmpty(), waits ? wait : Duration.ZERO));
      begun |= waits;
    }
    beats.add(new Beat(Frame.Place.TERMINATOR, Duration.ZERO, framing.end()));
    Map<String, String> headers = new LinkedHashMap<>(streamed.headers());
    headers.put("content-type", framing.contentType());
    Frame malformed = streamed.frames().getLast().withData(NO_JSON);
    return new Plot(
        200,
        headers,
        false,
        Duration.ZERO,
        beats,
        framing.write(malformed, false),
        framing.eventEnd());
  }

  private static Beat beat(Frame frame, Framing framing, boolean first, Duration wait) {
    String half = frame.data().substring(0, frame.data().length() / 2);
    String torn = framing.write(frame.withData(half), first);
    return new Beat(
        frame.place(),
        wait,
        framing.write(frame, first),
        torn.substring(0, torn.length() - framing.eventEnd().length()));
  }

  /** How many beats there are before a fault that strikes after so many pieces. */
  int split(int afterPieces) {
    int pieces = 0;
    int split = 0;
    for (int i = 0; i < beats.size(); i++) {
      boolean piece = beats.get(i).place() == Frame.Place.CONTENT;
      if (piece && pieces == afterPieces) {
        return i;
      }
      if (piece) {
        pieces++;
        split = i + 1;
      }
    }
    return split;
  }

  /** The same with other parts; the promised length follows. */
  Plot withBeats(List<Beat> others) {
    return new Plot(status, headers, sized, headWait, others, malformed, eventEnd);
  }

  Plot withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Plot(status, more, sized, headWait, beats, malformed, eventEnd);
  }

  /**
   * @param more bytes than the parts have
   */
  Step.Head head(long more) {
    long length = more + beats.stream().mapToLong(beat -> beat.bytes().length()).sum();
    return new Step.Head(status, headers, sized ? OptionalLong.of(length) : OptionalLong.empty());
  }
}
