package dev.signalbox.router.attempt;

import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;

/** Sends nothing once the call's deadline has passed. */
public record DeadlineStep() implements AttemptStep {
  @Override
  public Exchange run(Ask ask, Next next) {
    return ask.deadline().hasPassed()
        ? Exchange.unanswered(new Outcome.Skipped(SkipReason.DEADLINE_PASSED))
        : next.proceed(ask);
  }
}
