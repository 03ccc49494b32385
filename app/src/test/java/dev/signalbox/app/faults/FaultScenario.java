package dev.signalbox.app.faults;

import dev.signalbox.simulator.Fault;
import dev.signalbox.simulator.wire.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A fault that is tried, and what it has to come to at the target that suffers it: the words of
 * {@link Trial#primary}, with a bar between them where providers differ.
 *
 * @param title as documents name it
 * @param whole when the answer was to come whole
 * @param streamed when it was to come in pieces
 * @param of which fault it is at a provider of each format
 */
record FaultScenario(String title, String whole, String streamed, Function<WireFormats, Fault> of) {
  /** In the order of an exchange: from the connection to the last byte. */
  static final List<FaultScenario> ALL =
      List.of(
          new FaultScenario(
              "port closed", "unreachable", "unreachable", new Fault.ConnectionRefused()),
          new FaultScenario(
              "TLS handshake fails", "unreachable", "unreachable", new Fault.TlsFailure()),
          new FaultScenario("connection reset", "cut", "cut", new Fault.Reset()),
          new FaultScenario(
              "silent: nothing ever comes",
              "timeout",
              "slow_start",
              new Fault.Silent(Duration.ofMinutes(5))),
          new FaultScenario(
              "first token after 8 s, headers at once",
              "answered (done)",
              "slow_start",
              new Fault.SlowFirstPiece(Duration.ofSeconds(8), true)),
          new FaultScenario(
              "stalls after two pieces",
              "timeout",
              "stalled",
              new Fault.Stalled(2, Duration.ofMinutes(5), false)),
          new FaultScenario(
              "stalls before the first piece",
              "timeout",
              "slow_start",
              new Fault.Stalled(0, Duration.ofMinutes(5), false)),
          new FaultScenario(
              "pauses for 2 s and goes on",
              "answered (done)",
              "answered (done)",
              new Fault.Stalled(2, Duration.ofSeconds(2), true)),
          new FaultScenario("cut after two pieces", "cut", "cut", new Fault.Cut(2)),
          new FaultScenario("cut before the first piece", "cut", "cut", new Fault.Cut(0)),
          new FaultScenario(
              "an event that is no JSON, after two pieces",
              "unusable_answer",
              "unusable_answer",
              new Fault.MalformedChunk(2)),
          new FaultScenario(
              "an event that is no JSON, first",
              "unusable_answer",
              "unusable_answer",
              new Fault.MalformedChunk(0)),
          new FaultScenario(
              "all the text, but no end", "unusable_answer", "cut", new Fault.MissingTerminator()),
          new FaultScenario(
              "one byte a second",
              "timeout",
              "slow_start",
              new Fault.Trickle(Duration.ofSeconds(1))),
          new FaultScenario("500", "server_error", "server_error", new Fault.ServerError(500)),
          new FaultScenario("503", "overloaded", "overloaded", new Fault.ServerError(503)),
          new FaultScenario(
              "overload told inside a 200",
              "overloaded|server_error",
              "overloaded|server_error",
              format -> new Fault.ErrorInside(new Trouble.ServerError(overload(format)), 0)),
          new FaultScenario(
              "overload told inside a 200, after two pieces",
              "overloaded|server_error",
              "overloaded|server_error",
              format -> new Fault.ErrorInside(new Trouble.ServerError(overload(format)), 2)),
          new FaultScenario(
              "rate limit told inside a 200",
              "rate_limited",
              "rate_limited",
              new Fault.ErrorInside(
                  new Trouble.RateLimited(Duration.ofSeconds(7), Trouble.Advice.USUAL), 0)),
          new FaultScenario(
              "429, wait 7 s",
              "rate_limited",
              "rate_limited",
              new Fault.RateLimited(Duration.ofSeconds(7))),
          new FaultScenario(
              "429 without advice",
              "rate_limited",
              "rate_limited",
              new Fault.RateLimited(Duration.ofSeconds(7), Trouble.Advice.NONE)),
          new FaultScenario(
              "quota exhausted",
              "quota_exhausted|rate_limited",
              "quota_exhausted|rate_limited",
              new Fault.Refused(Trouble.Refusal.QUOTA_EXHAUSTED)),
          new FaultScenario(
              "daily quota exhausted",
              "quota_exhausted|rate_limited",
              "quota_exhausted|rate_limited",
              new Fault.Refused(Trouble.Refusal.DAILY_QUOTA_EXHAUSTED)),
          new FaultScenario(
              "spend limit reached",
              "quota_exhausted|rate_limited",
              "quota_exhausted|rate_limited",
              new Fault.Refused(Trouble.Refusal.SPEND_LIMIT_REACHED)),
          new FaultScenario(
              "request too large",
              "request_too_large",
              "request_too_large",
              new Fault.Refused(Trouble.Refusal.REQUEST_TOO_LARGE)),
          new FaultScenario(
              "bad key",
              "access_denied",
              "access_denied",
              new Fault.Refused(Trouble.Refusal.BAD_KEY)),
          new FaultScenario(
              "unknown model",
              "model_unavailable",
              "model_unavailable",
              new Fault.Refused(Trouble.Refusal.UNKNOWN_MODEL)),
          new FaultScenario(
              "context too long",
              "context_too_long",
              "context_too_long",
              new Fault.Refused(Trouble.Refusal.CONTEXT_TOO_LONG)),
          new FaultScenario(
              "empty answer", "unusable_answer", "unusable_answer", new Fault.Empty()),
          new FaultScenario(
              "the model declines",
              "answered (refusal)|filtered",
              "answered (refusal)|filtered",
              new Fault.Declined(0)),
          new FaultScenario(
              "filtered prompt",
              "filtered|answered (refusal)",
              "filtered|answered (refusal)",
              new Fault.Filtered(0)),
          new FaultScenario(
              "filtered after two pieces",
              "answered (content_filter)|answered (refusal)",
              "answered (content_filter)|answered (refusal)",
              new Fault.Filtered(2)),
          new FaultScenario(
              "an end for an unknown reason",
              "answered (other)",
              "answered (other)",
              new Fault.UnknownFinishReason()),
          new FaultScenario(
              "JSON cut, length right", "unusable_answer", "cut", new Fault.TruncatedJson()),
          new FaultScenario(
              "64 MB of white space first",
              "unusable_answer",
              "unusable_answer",
              new Fault.HugeBody(64)),
          new FaultScenario(
              "says gzip, is not", "unusable_answer", "unusable_answer", new Fault.PlainAsGzip()),
          new FaultScenario(
              "damaged gzip", "unusable_answer", "unusable_answer", new Fault.CorruptGzip()),
          new FaultScenario(
              "200 with an HTML page", "unusable_answer", "unusable_answer", new Fault.HtmlPage()),
          new FaultScenario(
              "200 with garbage", "unusable_answer", "cut|unusable_answer", new Fault.Garbage()),
          new FaultScenario(
              "redirect elsewhere",
              "unusable_answer",
              "unusable_answer",
              new Fault.Redirected(URI.create("https://elsewhere.example/"))));

  private FaultScenario(String title, String whole, String streamed, Fault fault) {
    this(title, whole, streamed, _ -> fault);
  }

  List<String> expected(boolean inPieces) {
    return List.of((inPieces ? streamed : whole).split("\\|"));
  }

  private static int overload(WireFormats format) {
    return format == WireFormats.ANTHROPIC_MESSAGES ? 529 : 503;
  }
}
