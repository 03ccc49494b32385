package dev.signalbox.router.attempt;

import dev.signalbox.router.health.Access;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;

/**
 * Keeps calls away from a target whose breaker is open, and tells the breaker what came of the
 * others.
 */
public record BreakerStep(Breakers breakers) implements AttemptStep {
  @Override
  public Attempted run(Ask ask, Next next) {
    return switch (breakers.pass(ask.target())) {
      case Breakers.Pass.Refused(Access why) ->
          Attempted.skipped(
              why == Access.PROVIDER_PAUSED ? SkipReason.PROVIDER_PAUSED : SkipReason.BREAKER_OPEN);
      case Breakers.Pass.Admitted pass -> admitted(ask, next, pass);
    };
  }

  private Attempted admitted(Ask ask, Next next, Breakers.Pass.Admitted pass) {
    // Should the rest throw after all, the probe must not stay out for ever.
    Outcome outcome = new Outcome.Skipped(SkipReason.DEADLINE_PASSED);
    try {
      Attempted attempted = next.proceed(ask);
      outcome = attempted.outcome();
      return attempted;
    } finally {
      breakers.record(ask.target(), pass, outcome);
    }
  }
}
