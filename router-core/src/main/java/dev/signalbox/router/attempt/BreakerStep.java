package dev.signalbox.router.attempt;

import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;

/**
 * Keeps calls away from a target whose breaker is open, and tells the breaker what came of the
 * others.
 */
public record BreakerStep(Breakers breakers) implements AttemptStep {
  @Override
  public Exchange run(Ask ask, Next next) {
    Breakers.Pass pass = breakers.pass(ask.target());
    if (pass == Breakers.Pass.REFUSED) {
      return Exchange.unanswered(new Outcome.Skipped(SkipReason.BREAKER_OPEN));
    }
    // Should the rest throw after all, the probe must not stay out for ever.
    Outcome outcome = new Outcome.Skipped(SkipReason.DEADLINE_PASSED);
    try {
      Exchange exchange = next.proceed(ask);
      outcome = exchange.outcome();
      return exchange;
    } finally {
      breakers.record(ask.target(), pass, outcome);
    }
  }
}
