package dev.signalbox.router;

import dev.signalbox.router.attempt.Ask;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.attempt.AttemptStep;
import dev.signalbox.router.attempt.Attempted;
import dev.signalbox.router.attempt.Continuation;
import dev.signalbox.router.attempt.Seam;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.PieceSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An attempt that is about to be made, is made once, and becomes a record. Used by one thread. */
final class Draft {
  private final FailoverRouter.Parts parts;
  private final AttemptStep.Next attempt;
  private final int ordinal;
  private final Attempt.Kind kind;
  private final Duration waited;
  private final Ask ask;
  private final Optional<Continuation> begun;
  private Instant startedAt = Instant.EPOCH;
  private Duration took = Duration.ZERO;

  /**
   * @param waited since the attempt before, or the start of the call
   * @param begun the answer that it goes on with, if it does
   */
  Draft(
      FailoverRouter.Parts parts,
      AttemptStep.Next attempt,
      int ordinal,
      Attempt.Kind kind,
      Duration waited,
      Ask ask,
      Optional<Continuation> begun) {
    this.parts = parts;
    this.attempt = attempt;
    this.ordinal = ordinal;
    this.kind = kind;
    this.waited = waited;
    this.ask = ask;
    this.begun = begun;
  }

  /**
   * Makes the attempt.
   *
   * @param around what to put around the caller's sink
   */
  Attempted make(UnaryOperator<PieceSink> around) {
    startedAt = parts.clock().instant();
    long startedNanos = parts.ticker().nanos();
    Attempted attempted = ask.sink().map(around).map(this::inPieces).orElseGet(this::whole);
    took = Duration.ofNanos(parts.ticker().nanos() - startedNanos);
    return attempted;
  }

  /** The attempt as it is kept, once it was made. */
  Attempt attempt(Attempted attempted, Move move) {
    return new Attempt(
        ordinal,
        kind,
        ask.target(),
        parts.providers().of(ask.target()).simulated(),
        startedAt,
        waited,
        ask.limits(),
        took,
        attempted.exchange(),
        attempted.reservedUsd(),
        attempted.cost(),
        move);
  }

  private Attempted whole() {
    return attempt.proceed(ask);
  }

  private Attempted inPieces(PieceSink sink) {
    if (begun.isEmpty()) {
      return attempt.proceed(ask.withSink(sink));
    }
    Seam seam = begun.get().seam(sink);
    Attempted attempted = attempt.proceed(ask.withSink(seam));
    try {
      seam.end();
      return attempted;
    } catch (RuntimeException _) {
      return attempted.with(
          attempted
              .exchange()
              .withOutcome(
                  new Outcome.Failed(Fault.CANCELLED, "the caller went away", Optional.empty())));
    }
  }
}
