package dev.signalbox.router.move;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what follows an attempt. Pure.
 *
 * @param triesPerTarget how often a target may be asked in one call, at least 1
 * @param jitter bound of the random wait before a second try; doubles with each further one
 * @param patience a longer wait that a provider asks for is not worth it while another target is
 *     left
 */
public record MoveRule(int triesPerTarget, Duration jitter, Duration patience) {
  public static final MoveRule DEFAULT =
      new MoveRule(2, Duration.ofMillis(200), Duration.ofSeconds(1));

  /**
   * What follows {@code outcome}.
   *
   * @param left time until the call's deadline
   */
  public Move after(Progress progress, Outcome outcome, Duration left) {
    return switch (outcome) {
      case Outcome.Answered _ -> new Move.Stop("answered");
      case Outcome.Rejected _ -> new Move.Stop("the request itself was refused");
      case Outcome.Skipped(SkipReason reason) when reason == SkipReason.DEADLINE_PASSED ->
          outOfTime();
      case Outcome.Skipped _ -> onward(progress);
      case Outcome.Failed failed when failed.fault() == Fault.CANCELLED ->
          new Move.Stop("the caller went away");
      case Outcome.Failed _ when left.isZero() -> outOfTime();
      case Outcome.Failed failed ->
          again(progress, failed)
              .filter(again -> again.atMost().compareTo(left) < 0)
              .<Move>map(again -> again)
              .orElseGet(() -> onward(progress));
    };
  }

  private Optional<Move.AgainHere> again(Progress progress, Outcome.Failed failed) {
    if (progress.triesHere() >= triesPerTarget || !failed.againHere()) {
      return Optional.empty();
    }
    Duration atLeast = failed.retryAfter().orElse(Duration.ZERO);
    boolean elsewhereIsQuicker =
        progress.nextTarget().isPresent()
            && (failed.fault() == Fault.RATE_LIMITED || atLeast.compareTo(patience) > 0);
    if (elsewhereIsQuicker) {
      return Optional.empty();
    }
    int doublings = progress.triesHere() - 1;
    return Optional.of(new Move.AgainHere(atLeast, jitter.multipliedBy(1L << doublings)));
  }

  private static Move onward(Progress progress) {
    return progress
        .nextTarget()
        .<Move>map(Move.NextTarget::new)
        .orElseGet(() -> new Move.Stop("no target is left"));
  }

  private static Move outOfTime() {
    return new Move.Stop("the deadline passed");
  }
}
