package dev.signalbox.gateway.openai;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a call without an answer is told as. */
public final class CallErrors {
  private CallErrors() {}

  /** A provider says that the request itself is at fault. */
  public static ApiError of(RoutedCall.Result.Rejected rejected) {
    return ApiError.invalid(
        400,
        "rejected_by_provider",
        rejected.target().name() + " refused the request: " + rejected.reason());
  }

  /** Nobody could answer; the caller's fault where another request could have been answered. */
  public static ApiError of(RoutedCall call, RoutedCall.Result.Failed failed) {
    if (call.attempts().isEmpty()) {
      return fitsNoTarget(call)
          ? ApiError.invalid(400, "no_suitable_target", failed.reason())
          : ApiError.server(503, "no_target_available", failed.reason());
    }
    if (tooLongForAll(call.attempts())) {
      return ApiError.invalid(400, "context_length_exceeded", failed.reason());
    }
    if (isFiltered(call.attempts().getLast())) {
      return ApiError.invalid(400, "content_filter", failed.reason());
    }
    return ranOutOfTime(call.attempts().getLast())
        ? ApiError.server(504, "deadline_passed", failed.reason())
        : ApiError.server(503, "all_targets_failed", failed.reason())
            .withRetryAfter(retryAfter(call.attempts()));
  }

  /** Whether every target was left out for what the request asks, so that waiting cannot help. */
  private static boolean fitsNoTarget(RoutedCall call) {
    return call.decision().skipped().stream().allMatch(skip -> isAboutTheRequest(skip.reason()));
  }

  private static boolean isAboutTheRequest(SkipReason reason) {
    return switch (reason) {
      case LACKS_CAPABILITY, REJECTS_PARAMETER, OVER_CEILING -> true;
      case NO_PRICE, NO_KEY, BREAKER_OPEN, DEADLINE_PASSED -> false;
    };
  }

  private static boolean tooLongForAll(List<Attempt> attempts) {
    return attempts.stream()
        .allMatch(attempt ->
            attempt.outcome() instanceof Outcome.Failed failed
                && (failed.fault() == Fault.CONTEXT_TOO_LONG
                    || failed.fault() == Fault.REQUEST_TOO_LARGE));
  }

  /** Where a task lets a filter's verdict stand, nobody is asked after it. */
  private static boolean isFiltered(Attempt last) {
    return last.outcome() instanceof Outcome.Failed failed && failed.fault() == Fault.FILTERED;
  }

  /** The last target gets all the time that is left, so its timeout is the deadline's. */
  private static boolean ranOutOfTime(Attempt last) {
    return switch (last.outcome()) {
      case Outcome.Failed failed -> failed.fault() == Fault.TIMEOUT;
      case Outcome.Skipped(var reason) -> reason == SkipReason.DEADLINE_PASSED;
      case Outcome.Answered _, Outcome.Rejected _ -> false;
    };
  }

  /** When the first of the providers that gave advice may answer again. */
  private static Optional<Duration> retryAfter(List<Attempt> attempts) {
    return attempts.stream()
        .flatMap(attempt ->
            attempt.outcome() instanceof Outcome.Failed failed
                ? failed.retryAfter().stream()
                : Stream.empty())
        .min(Duration::compareTo);
  }
}
