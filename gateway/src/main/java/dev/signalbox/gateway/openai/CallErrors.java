package dev.signalbox.gateway.openai;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a call without an answer is told as. */
public final class CallErrors {
  private CallErrors() {}

  /** A provider says that the request itself is at fault, or its filter says so. */
  public static ApiError of(RoutedCall call, RoutedCall.Result.Rejected rejected) {
    return ApiError.invalid(
        400,
        isFiltered(call, rejected) ? "content_filter" : "rejected_by_provider",
        rejected.target().name() + " refused the request: " + rejected.reason());
  }

  private static boolean isFiltered(RoutedCall call, RoutedCall.Result.Rejected rejected) {
    return call.attempts().stream()
        .filter(attempt -> attempt.target().equals(rejected.target()))
        .anyMatch(attempt ->
            attempt.outcome() instanceof Outcome.Failed failed && failed.fault() == Fault.FILTERED);
  }

  /** The answer is not whole, and what there is of it must not be taken for an answer. */
  public static ApiError of(RoutedCall.Result.Cut cut) {
    return ApiError.server(502, "answer_cut_off", cut.reason());
  }

  /** Nobody could answer; the caller's fault where another request could have been answered. */
  public static ApiError of(RoutedCall call, RoutedCall.Result.Failed failed) {
    if (isSpent(call)) {
      return ApiError.invalid(429, "budget_spent", failed.reason());
    }
    if (call.attempts().isEmpty()) {
      return fitsNoTarget(call)
          ? ApiError.invalid(400, "no_suitable_target", failed.reason())
          : ApiError.server(503, "no_target_available", failed.reason());
    }
    if (tooLongForAll(call.attempts())) {
      return ApiError.invalid(400, "context_length_exceeded", failed.reason());
    }
    return ranOutOfTime(call.attempts().getLast())
        ? ApiError.server(504, "deadline_passed", failed.reason())
        : ApiError.server(503, "all_targets_failed", failed.reason())
            .withRetryAfter(retryAfter(call.attempts()));
  }

  /** Whether nobody was asked because the task's budget, for one, stood in the way. */
  private static boolean isSpent(RoutedCall call) {
    List<SkipReason> reasons =
        new ArrayList<>(call.decision().skipped().stream().map(Decision.Skip::reason).toList());
    for (Attempt attempt : call.attempts()) {
      if (!(attempt.outcome() instanceof Outcome.Skipped(SkipReason reason))) {
        return false;
      }
      reasons.add(reason);
    }
    return reasons.contains(SkipReason.BUDGET_SPENT);
  }

  /** Whether every target was left out for what the request asks, so that waiting cannot help. */
  private static boolean fitsNoTarget(RoutedCall call) {
    return call.decision().skipped().stream().allMatch(skip -> isAboutTheRequest(skip.reason()));
  }

  private static boolean isAboutTheRequest(SkipReason reason) {
    return switch (reason) {
      case LACKS_CAPABILITY, REJECTS_PARAMETER, CONTEXT_TOO_SMALL, OVER_CEILING -> true;
      case NO_KEY,
          UNKNOWN_MODEL,
          VENDOR_NOT_ALLOWED,
          NO_PRICE,
          BUDGET_SPENT,
          LEDGER_DOWN,
          BREAKER_OPEN,
          PROVIDER_PAUSED,
          TOO_SLOW,
          QUALITY_DEMOTED,
          DEADLINE_PASSED ->
          false;
    };
  }

  private static boolean tooLongForAll(List<Attempt> attempts) {
    return attempts.stream()
        .allMatch(attempt ->
            attempt.outcome() instanceof Outcome.Failed failed
                && (failed.fault() == Fault.CONTEXT_TOO_LONG
                    || failed.fault() == Fault.REQUEST_TOO_LARGE));
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
