package dev.signalbox.router.move;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.table.OnContentFilter;
import dev.signalbox.router.table.RetryRule;
import dev.signalbox.router.table.StreamRule;
import dev.signalbox.router.table.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides what follows an attempt. Pure.
 *
 * @param patience a longer wait that a provider asks for is not worth it while another target is
 *     left
 */
public record MoveRule(
    RetryRule retry, OnContentFilter onContentFilter, StreamRule.OnCut onCut, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** As a task has it. */
  public static MoveRule of(Task task) {
    return new MoveRule(task.retry(), task.onContentFilter(), task.stream().onCut(), PATIENCE);
  }

  /**
   * What follows {@code exchange}.
   *
   * @param left time until the call's deadline
   */
  public Move after(Progress progress, Exchange exchange, Duration left) {
    return switch (exchange.outcome()) {
      case Outcome.Answered(Reply reply) -> afterAnswer(progress, reply, exchange.shown());
      case Outcome.Rejected _ -> new Move.Stop("the request itself was refused");
      case Outcome.Skipped(SkipReason reason) when reason == SkipReason.DEADLINE_PASSED ->
          outOfTime();
      case Outcome.Skipped _ -> onward(progress, _ -> true);
      case Outcome.Failed failed when failed.fault() == Fault.CANCELLED ->
          new Move.Stop("the caller went away");
      case Outcome.Failed _ when left.isZero() -> outOfTime();
      case Outcome.Failed _ when exchange.shown() -> afterCut(progress, exchange);
      case Outcome.Failed failed -> afterFault(progress, failed, left);
    };
  }

  private Move afterAnswer(Progress progress, Reply reply, boolean shown) {
    boolean replaceable =
        reply.finish() == FinishReason.CONTENT_FILTER
            && onContentFilter == OnContentFilter.FALLBACK
            && !shown;
    return replaceable && progress.next(elsewhere(progress)).isPresent()
        ? onward(progress, elsewhere(progress))
        : new Move.Stop("answered");
  }

  /** What the caller has seen cannot be taken back; it can only be gone on from. */
  private Move afterCut(Progress progress, Exchange exchange) {
    boolean onlyText =
        exchange.partial().map(Reply::toolCalls).filter(it -> !it.isEmpty()).isEmpty();
    return onCut == StreamRule.OnCut.CONTINUE && onlyText
        ? progress
            .next(_ -> true)
            .<Move>map(next -> new Move.GoOn(next.target()))
            .orElseGet(() -> new Move.Stop("no target is left to go on with the answer"))
        : new Move.Stop("the answer broke off after the caller had seen its beginning");
  }

  private Move afterFault(Progress progress, Outcome.Failed failed, Duration left) {
    return switch (failed.fault()) {
      case FILTERED ->
          onContentFilter == OnContentFilter.STOP
              ? new Move.Stop("the provider's filter withheld the answer")
              : onward(progress, elsewhere(progress));
      case CONTEXT_TOO_LONG -> onward(progress, withLargerContext(progress));
      default ->
          again(progress, failed)
              .filter(again -> again.atMost().compareTo(left) < 0)
              .<Move>map(again -> again)
              .orElseGet(() -> onward(progress, _ -> true));
    };
  }

  private Optional<Move.AgainHere> again(Progress progress, Outcome.Failed failed) {
    if (progress.triesHere() > retry.times() || !failed.againHere()) {
      return Optional.empty();
    }
    Duration atLeast = failed.retryAfter().orElse(Duration.ZERO);
    boolean elsewhereIsQuicker =
        !progress.ahead().isEmpty()
            && (failed.fault() == Fault.RATE_LIMITED || atLeast.compareTo(patience) > 0);
    if (elsewhereIsQuicker) {
      return Optional.empty();
    }
    int doublings = progress.triesHere() - 1;
    return Optional.of(new Move.AgainHere(atLeast, retry.jitter().multipliedBy(1L << doublings)));
  }

  /** Another vendor's filter may see it otherwise; the same vendor's will not. */
  private static Predicate<Candidate> elsewhere(Progress progress) {
    return other -> !other.model().vendor().equals(progress.at().model().vendor());
  }

  private static Predicate<Candidate> withLargerContext(Progress progress) {
    int tooSmall = progress.at().model().limits().inputTokens();
    return other -> other.model().limits().inputTokens() > tooSmall;
  }

  private static Move onward(Progress progress, Predicate<Candidate> willDo) {
    return progress
        .next(willDo)
        .<Move>map(next -> new Move.NextTarget(next.target()))
        .orElseGet(() -> new Move.Stop("no target is left"));
  }

  private static Move outOfTime() {
    return new Move.Stop("the deadline passed");
  }
}
