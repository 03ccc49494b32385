package dev.signalbox.router.health;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import java.time.Duration;

/** The state of one breaker. Immutable; times are readings of a {@code Ticker} in nanoseconds. */
public sealed interface Circuit {
  /** Calls pass. */
  record Closed(int faultsInARow) implements Circuit {
    static final Closed HEALTHY = new Closed(0);
  }

  /** No call passes before {@code untilNanos}; the first one after it is a probe. */
  record Open(long untilNanos, Duration pause) implements Circuit {}

  /** One probe is under way; everyone else is refused. */
  record HalfOpen(Duration pause) implements Circuit {}

  /** Whether a call could pass now, as its probe or as any other. */
  default boolean admits(long nowNanos) {
    return switch (this) {
      case Closed _ -> true;
      case Open(long until, _) -> nowNanos - until >= 0;
      case HalfOpen _ -> false;
    };
  }

  /** The state once an ordinary call came to {@code outcome}. */
  default Circuit after(Outcome outcome, BreakerSettings settings, long nowNanos) {
    return switch (this) {
      case Closed(int faults) ->
          switch (Sign.of(outcome)) {
            case WELL -> Closed.HEALTHY;
            case NEITHER -> this;
            case ILL ->
                faults + 1 < settings.faultsToOpen()
                    ? new Closed(faults + 1)
                    : open(settings.firstPause(), nowNanos);
            case DEAD -> open(pauseOf(outcome, settings), nowNanos);
          };
      // A call that set out before the breaker opened proves nothing about now.
      case Open _, HalfOpen _ -> this;
    };
  }

  /** The state once the probe came to {@code outcome}. */
  default Circuit afterProbe(Outcome outcome, BreakerSettings settings, long nowNanos) {
    if (!(this instanceof HalfOpen(Duration pause))) {
      return this;
    }
    return switch (Sign.of(outcome)) {
      case WELL -> Closed.HEALTHY;
      case NEITHER -> new Open(nowNanos, pause);
      case ILL -> open(shorter(pause.multipliedBy(2), settings.longestPause()), nowNanos);
      case DEAD -> open(pauseOf(outcome, settings), nowNanos);
    };
  }

  /** The state of a provider's circuit once its probe came to {@code outcome}. */
  default Circuit afterProviderProbe(Outcome outcome, BreakerSettings settings, long nowNanos) {
    if (!(this instanceof HalfOpen(Duration pause))) {
      return this;
    }
    if (concernsProvider(outcome)) {
      return open(pauseOf(outcome, settings), nowNanos);
    }
    // Any other fault is the target's own business: what paused the provider is over.
    return Sign.of(outcome) == Sign.NEITHER ? new Open(nowNanos, pause) : Closed.HEALTHY;
  }

  /**
   * Whether an outcome concerns all models of its provider: the account or the key, or a wait that
   * the provider asked for.
   */
  static boolean concernsProvider(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        && switch (failed.fault()) {
          case QUOTA_EXHAUSTED, ACCESS_DENIED -> true;
          case RATE_LIMITED, OVERLOADED, SERVER_ERROR -> failed.retryAfter().isPresent();
          default -> false;
        };
  }

  private static Circuit open(Duration pause, long nowNanos) {
    return new Open(nowNanos + pause.toNanos(), pause);
  }

  private static Duration pauseOf(Outcome outcome, BreakerSettings settings) {
    return outcome instanceof Outcome.Failed failed
        ? shorter(failed.retryAfter().orElse(settings.deadPause()), settings.longestAdvice())
        : settings.deadPause();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What an outcome says about a target's health. */
  enum Sign {
    WELL,
    /** Says something about the request, not about the target. */
    NEITHER,
    ILL,
    /** It said itself that asking again is pointless for a while. */
    DEAD;

    static Sign of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Answered(Reply _) -> WELL;
        case Outcome.Rejected _ -> WELL;
        case Outcome.Skipped _ -> NEITHER;
        case Outcome.Failed(Fault fault, _, var retryAfter, _) ->
            switch (fault) {
              case UNREACHABLE, CUT, TIMEOUT, SLOW_START, STALLED -> ILL;
              case UNUSABLE_ANSWER -> ILL;
              case SERVER_ERROR, OVERLOADED, RATE_LIMITED -> retryAfter.isPresent() ? DEAD : ILL;
              case QUOTA_EXHAUSTED, ACCESS_DENIED, MODEL_UNAVAILABLE -> DEAD;
              case CONTEXT_TOO_LONG, REQUEST_TOO_LARGE, FILTERED, CANCELLED -> NEITHER;
            };
      };
    }
  }
}
