package dev.signalbox.router.provider;

import dev.signalbox.router.outcome.Outcome;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One HTTP exchange as it is kept.
 *
 * @param status absent when no answer came
 * @param requestId the provider's own id of the request, to quote to its support
 */
public record Exchange(Outcome outcome, OptionalInt status, Optional<String> requestId) {

  /** An exchange that got no HTTP answer. */
  public static Exchange unanswered(Outcome outcome) {
    return new Exchange(outcome, OptionalInt.empty(), Optional.empty());
  }
}
