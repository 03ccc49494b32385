package dev.signalbox.router.attempt;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.PieceSink;
import dev.signalbox.router.table.StreamRule;
import java.util.Optional;

/**
 * Lets nothing of a streamed answer through before it belongs to the caller: from its first
 * content, or once it is whole, as the task says. What failed before is as if it had never been.
 */
public record GateStep() implements AttemptStep {
  private static final Outcome GONE =
      new Outcome.Failed(Fault.CANCELLED, "the caller went away", Optional.empty());

  @Override
  public Attempted run(Ask ask, Next next) {
    return ask.sink().map(sink -> gated(ask, sink, next)).orElseGet(() -> next.proceed(ask));
  }

  private static Attempted gated(Ask ask, PieceSink sink, Next next) {
    boolean early = ask.task().stream().commit() == StreamRule.Commit.FIRST_CONTENT;
    StreamGate gate = new StreamGate(sink, early);
    Attempted attempted = next.proceed(ask.withSink(gate));
    Exchange exchange = attempted.exchange();
    if (exchange.outcome() instanceof Outcome.Answered && !opened(gate)) {
      exchange = exchange.withOutcome(GONE);
    }
    return attempted.with(exchange.withShown(gate.isOpen()));
  }

  /** Whether the caller was still there to be shown the answer. */
  private static boolean opened(StreamGate gate) {
    try {
      gate.open();
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }
}
