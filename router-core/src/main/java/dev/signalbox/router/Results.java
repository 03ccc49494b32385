package dev.signalbox.router;

import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.attempt.Continuation;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sums up a call's attempts for its caller. */
final class Results {
  private static final int BAD_REQUEST = 400;

  private Results() {}

  /**
   * @param deciding the attempt whose outcome is the call's; absent when none was made
   * @param begun what the caller had seen of an answer before that attempt
   */
  static Result of(
      Decision decision,
      List<Attempt> attempts,
      Optional<Attempt> deciding,
      Optional<Continuation> begun) {
    if (deciding.isEmpty()) {
      return new Result.Failed("no target can take this call: " + skips(decision));
    }
    Attempt last = deciding.get();
    if (last.outcome() instanceof Outcome.Answered(Reply reply)) {
      return begun
          .<Result>map(start -> new Result.Answered(last.target(), start.join(reply), true))
          .orElseGet(() -> new Result.Answered(last.target(), reply, false));
    }
    if (begun.isPresent() || last.exchange().shown()) {
      return new Result.Cut(seen(last, begun), "the answer broke off: " + faults(attempts));
    }
    return switch (last.outcome()) {
      case Outcome.Rejected(int status, String reason) ->
          new Result.Rejected(last.target(), status, reason);
      case Outcome.Failed(Fault fault, String detail, _, _) when fault == Fault.FILTERED ->
          new Result.Rejected(last.target(), BAD_REQUEST, detail);
      default -> new Result.Failed("no target answered: " + faults(attempts));
    };
  }

  private static Reply seen(Attempt last, Optional<Continuation> begun) {
    Optional<Reply> shown = last.exchange().partial().filter(_ -> last.exchange().shown());
    return begun
        .map(start -> shown.map(start::join).orElse(start.begun()))
        .orElseGet(shown::orElseThrow);
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
