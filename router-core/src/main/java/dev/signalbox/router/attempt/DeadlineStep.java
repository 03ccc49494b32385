package dev.signalbox.router.attempt;

import dev.signalbox.router.outcome.SkipReason;

/** Sends nothing once the call's deadline has passed. */
public record DeadlineStep() implements AttemptStep {
  @Override
  public Attempted run(Ask ask, Next next) {
    return ask.deadline().hasPassed()
        ? Attempted.skipped(SkipReason.DEADLINE_PASSED)
        : next.proceed(ask);
  }
}
