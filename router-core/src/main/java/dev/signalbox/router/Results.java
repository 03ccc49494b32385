package dev.signalbox.router;

import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.outcome.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** Sums up a call's attempts for its caller. */
final class Results {
  private Results() {}

  static Result of(Decision decision, List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return new Result.Failed("no target can take this call: " + skips(decision));
    }
    Attempt last = attempts.getLast();
    return switch (last.outcome()) {
      case Outcome.Answered(var reply) -> new Result.Answered(last.target(), reply);
      case Outcome.Rejected(int status, String reason) ->
          new Result.Rejected(last.target(), status, reason);
      case Outcome.Failed _, Outcome.Skipped _ ->
          new Result.Failed("no target answered: " + faults(attempts));
    };
  }

  private static String skips(Decision decision) {
    return decision.skipped().stream()
        .map(skip -> skip.target().name() + ": " + skip.reason().sentence())
        .collect(Collectors.joining("; "));
  }

  private static String faults(List<Attempt> attempts) {
    return attempts.stream()
        .map(attempt -> attempt.target().name() + ": " + fault(attempt.outcome()))
        .collect(Collectors.joining("; "));
  }

  private static String fault(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed(_, String detail, _, _) -> detail;
      case Outcome.Skipped(var reason) -> reason.sentence();
      case Outcome.Rejected(_, String reason) -> reason;
      case Outcome.Answered _ -> "answered";
    };
  }
}
