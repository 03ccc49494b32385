package dev.signalbox.router.provider;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads one answer, as it comes or whole. Not thread-safe. */
final class Answering {
  /** The longest answer that is read, in bytes, after decompression. */
  static final int LONGEST_BODY = 32 * 1024 * 1024;

  private static final int BUFFER = 8 * 1024;

  private final Question question;
  private final Codec codec;
  private final Pulse pulse;
  private final Transport.Incoming incoming;
  private final Map<String, List<String>> headers;

  Answering(
      Question question,
      Codec codec,
      Pulse pulse,
      Transport.Incoming incoming,
      InstantSource clock) {
    this.question = question;
    this.codec = codec;
    this.pulse = pulse;
    this.incoming = incoming;
    this.headers = dated(incoming.headers(), clock);
  }

  Exchange read() {
    return question.sink().isPresent() && isSuccess() && mayBeEventStream()
        ? readStream(question.sink().get())
        : readWhole();
  }

  private boolean isSuccess() {
    return incoming.status() >= 200 && incoming.status() < 300;
  }

  /** A server that takes no streams, or a proxy, answers whole all the same. */
  private boolean mayBeEventStream() {
    String type = head().header("content-type").orElse("");
    return !type.startsWith("application/json") && !type.startsWith("text/html");
  }

  private WireResponse head() {
    return new WireResponse(incoming.status(), headers, new byte[0]);
  }

  private Exchange readWhole() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Optional<Outcome> broken = readBody(bytes::write, () -> false);
    WireResponse whole = new WireResponse(incoming.status(), headers, bytes.toByteArray());
    // Of an error, the status says enough though its body is lost.
    Outcome outcome = broken.filter(_ -> isSuccess()).orElseGet(() -> codec.decode(whole));
    question
        .sink()
        .filter(_ -> outcome instanceof Outcome.Answered)
        .ifPresent(sink -> tell(sink, ((Outcome.Answered) outcome).reply()));
    return exchange(outcome, whole, Optional.empty(), Optional.empty());
  }

  private void tell(PieceSink sink, Reply reply) {
    pulse.content();
    Pieces.of(reply).forEach(sink::accept);
  }

  private Exchange readStream(PieceSink sink) {
    AnswerStream stream = codec.stream(head());
    EventStreamParser parser =
        new EventStreamParser(event -> {
          if (!stream.ended()) {
            stream.take(event).forEach(piece -> tell(sink, piece));
            pulse.event();
          }
        });
    Optional<Outcome> broken = Optional.empty();
    try {
      broken = readBody(parser::feed, stream::ended);
      if (broken.isEmpty()) {
        parser.end();
      }
    } catch (ListenerGoneException _) {
      broken = Optional.of(failed(Fault.CANCELLED, "the caller went away"));
    }
    Outcome outcome = broken.orElseGet(stream::outcome);
    Optional<Reply> partial =
        outcome instanceof Outcome.Answered ? Optional.empty() : Optional.of(stream.soFar());
    return exchange(outcome, head(), partial, stream.requestId());
  }

  private void tell(PieceSink sink, Piece piece) {
    if (piece.isContent() || piece instanceof Piece.Reasoning) {
      pulse.content();
    }
    try {
      sink.accept(piece);
    } catch (RuntimeException e) {
      throw new ListenerGoneException(e);
    }
  }

  /** Takes bytes of the body as they come. */
  @FunctionalInterface
  private interface Intake {
    void take(byte[] bytes, int from, int to);
  }

  @FunctionalInterface
  private interface Stop {
    boolean enough();
  }

  /** Reads on until the end or {@code stop}; what went wrong, if anything did. */
  private Optional<Outcome> readBody(Intake intake, Stop stop) {
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    try {
      incoming.limitReads(pulse.patience());
      InputStream body = unpacked(incoming.body());
      while (!stop.enough()) {
        if (!pulse.patience().isPositive()) {
          return Optional.of(late());
        }
        incoming.limitReads(pulse.patience());
        int count = body.read(buffer);
        if (count < 0) {
          return Optional.empty();
        }
        length += count;
        if (length > LONGEST_BODY) {
          return Optional.of(unusable("the answer is longer than " + LONGEST_BODY + " bytes"));
        }
        intake.take(buffer, 0, count);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(broken(e));
    }
  }

  private InputStream unpacked(InputStream body) throws IOException {
    return head().header("content-encoding").filter("gzip"::equalsIgnoreCase).isPresent()
        ? new GZIPInputStream(body, BUFFER)
        : body;
  }

  private Outcome broken(IOException e) {
    return switch (e) {
      case Transport.BrokenException broken when broken.fault() == Fault.TIMEOUT -> late();
      case Transport.BrokenException broken -> failed(broken.fault(), message(e));
      case ZipException _ -> unusable("the answer is not the gzip it says it is");
      case EOFException _ -> failed(Fault.CUT, "the compressed answer ends too soon");
      case InterruptedIOException _ -> {
        Thread.currentThread().interrupt();
        yield failed(Fault.CANCELLED, "the caller went away");
      }
      default -> failed(Fault.CUT, message(e));
    };
  }

  private Outcome late() {
    Fault fault = pulse.lateness();
    return failed(
        fault,
        switch (fault) {
          case SLOW_START -> "nothing of the answer came in time";
          case STALLED -> "the answer paused for too long";
          default -> "the answer was not whole in time";
        });
  }

  private Exchange exchange(
      Outcome outcome, WireResponse answer, Optional<Reply> partial, Optional<String> requestId) {
    return new Exchange(
        outcome,
        OptionalInt.of(incoming.status()),
        codec.requestId(answer).or(() -> requestId).map(Detail::line),
        partial,
        incoming.connect(),
        pulse.firstContent(),
        codec.headroom(answer),
        false);
  }

  private static Outcome unusable(String why) {
    return failed(Fault.UNUSABLE_ANSWER, why);
  }

  private static Outcome failed(Fault fault, String detail) {
    return new Outcome.Failed(fault, detail, Optional.empty());
  }

  private static String message(IOException e) {
    return Detail.line(String.valueOf(e.getMessage()));
  }

  /** With the date that an answer should have, where it came without (RFC 9110, section 6.6.1). */
  private static Map<String, List<String>> dated(
      Map<String, List<String>> headers, InstantSource clock) {
    if (headers.containsKey("date")) {
      return headers;
    }
    Map<String, List<String>> dated = new HashMap<>(headers);
    dated.put(
        "date",
        List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC))));
    return dated;
  }

  /** Whoever listened to the pieces does so no longer. */
  private static final class ListenerGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ListenerGoneException(RuntimeException cause) {
      super(cause);
    }
  }
}
