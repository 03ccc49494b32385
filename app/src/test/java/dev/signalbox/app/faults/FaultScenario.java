package dev.signalbox.app.faults;

import dev.signalbox.simulator.Fault;
import dev.signalbox.simulator.wire.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A fault that is tried.
 *
 * @param title as documents name it
 * @param of which fault it is at a provider of each format
 */
record FaultScenario(String title, Function<WireFormats, Fault> of) {
  /** In the order of an exchange: from the connection to the last byte. */
  static final List<FaultScenario> ALL =
      List.of(
          new FaultScenario("port closed", new Fault.ConnectionRefused()),
          new FaultScenario("TLS handshake fails", new Fault.TlsFailure()),
          new FaultScenario("connection reset", new Fault.Reset()),
          new FaultScenario("silent: nothing ever comes", new Fault.Silent(Duration.ofMinutes(5))),
          new FaultScenario(
              "first token after 8 s, headers at once",
              new Fault.SlowFirstPiece(Duration.ofSeconds(8), true)),
          new FaultScenario(
              "stalls after two pieces", new Fault.Stalled(2, Duration.ofMinutes(5), false)),
          new FaultScenario(
              "stalls before the first piece", new Fault.Stalled(0, Duration.ofMinutes(5), false)),
          new FaultScenario(
              "pauses for 2 s and goes on", new Fault.Stalled(2, Duration.ofSeconds(2), true)),
          new FaultScenario("cut after two pieces", new Fault.Cut(2)),
          new FaultScenario("cut before the first piece", new Fault.Cut(0)),
          new FaultScenario(
              "an event that is no JSON, after two pieces", new Fault.MalformedChunk(2)),
          new FaultScenario("an event that is no JSON, first", new Fault.MalformedChunk(0)),
          new FaultScenario("all the text, but no end", new Fault.MissingTerminator()),
          new FaultScenario("one byte a second", new Fault.Trickle(Duration.ofSeconds(1))),
          new FaultScenario("500", new Fault.ServerError(500)),
          new FaultScenario("503", new Fault.ServerError(503)),
          new FaultScenario(
              "overload told inside a 200",
              format -> new Fault.ErrorInside(new Trouble.ServerError(overload(format)), 0)),
          new FaultScenario(
              "overload told inside a 200, after two pieces",
              format -> new Fault.ErrorInside(new Trouble.ServerError(overload(format)), 2)),
          new FaultScenario(
              "rate limit told inside a 200",
              new Fault.ErrorInside(
                  new Trouble.RateLimited(Duration.ofSeconds(7), Trouble.Advice.USUAL), 0)),
          new FaultScenario("429, wait 7 s", new Fault.RateLimited(Duration.ofSeconds(7))),
          new FaultScenario(
              "429 without advice",
              new Fault.RateLimited(Duration.ofSeconds(7), Trouble.Advice.NONE)),
          new FaultScenario("quota exhausted", new Fault.Refused(Trouble.Refusal.QUOTA_EXHAUSTED)),
          new FaultScenario(
              "daily quota exhausted", new Fault.Refused(Trouble.Refusal.DAILY_QUOTA_EXHAUSTED)),
          new FaultScenario(
              "spend limit reached", new Fault.Refused(Trouble.Refusal.SPEND_LIMIT_REACHED)),
          new FaultScenario(
              "request too large", new Fault.Refused(Trouble.Refusal.REQUEST_TOO_LARGE)),
          new FaultScenario("bad key", new Fault.Refused(Trouble.Refusal.BAD_KEY)),
          new FaultScenario("unknown model", new Fault.Refused(Trouble.Refusal.UNKNOWN_MODEL)),
          new FaultScenario(
              "context too long", new Fault.Refused(Trouble.Refusal.CONTEXT_TOO_LONG)),
          new FaultScenario("empty answer", new Fault.Empty()),
          new FaultScenario("the model declines", new Fault.Declined(0)),
          new FaultScenario("filtered prompt", new Fault.Filtered(0)),
          new FaultScenario("filtered after two pieces", new Fault.Filtered(2)),
          new FaultScenario("an end for an unknown reason", new Fault.UnknownFinishReason()),
          new FaultScenario("JSON cut, length right", new Fault.TruncatedJson()),
          new FaultScenario("64 MB of white space first", new Fault.HugeBody(64)),
          new FaultScenario("says gzip, is not", new Fault.PlainAsGzip()),
          new FaultScenario("damaged gzip", new Fault.CorruptGzip()),
          new FaultScenario("200 with an HTML page", new Fault.HtmlPage()),
          new FaultScenario("200 with garbage", new Fault.Garbage()),
          new FaultScenario(
              "redirect elsewhere",
              new Fault.Redirected(URI.create("https://elsewhere.example/"))));

  private FaultScenario(String title, Fault fault) {
    this(title, _ -> fault);
  }

  private static int overload(WireFormats format) {
    return format == WireFormats.ANTHROPIC_MESSAGES ? 529 : 503;
  }
}
