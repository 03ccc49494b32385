package dev.signalbox.router.attempt;

import java.util.List;

/** Something done around one exchange. Steps are thread-safe and throw nothing. */
@FunctionalInterface
public interface AttemptStep {
  Attempted run(Ask ask, Next next);

  /** The rest of the way to the provider. */
  @FunctionalInterface
  interface Next {
    Attempted proceed(Ask ask);
  }

  /** Wraps {@code exchange} so that the first step listed is the outermost. */
  static Next chain(List<AttemptStep> steps, Next exchange) {
    Next next = exchange;
    for (AttemptStep step : steps.reversed()) {
      Next inner = next;
      next = ask -> step.run(ask, inner);
    }
    return next;
  }
}
