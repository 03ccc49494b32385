package dev.signalbox.router;

import dev.signalbox.router.FailoverRouter.Call;
import dev.signalbox.router.attempt.Ask;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.attempt.AttemptStep;
import dev.signalbox.router.attempt.Attempted;
import dev.signalbox.router.attempt.Continuation;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.move.MoveRule;
import dev.signalbox.router.move.Progress;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.table.StreamRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call while it is made: attempts, and the moves between them. Used by one thread. */
final class RunningCall {
  /** No provider has this name. */
  private static final String NOBODY = "";

  private final FailoverRouter.Parts parts;
  private final AttemptStep.Next attempt;
  private final HedgeCredit hedges;
  private final Call call;
  private final MoveRule moves;
  private final List<Attempt> attempts = new ArrayList<>();
  private Optional<Attempt> deciding = Optional.empty();
  private Optional<Continuation> begun = Optional.empty();
  private Duration waited = Duration.ZERO;

  RunningCall(FailoverRouter.Parts parts, AttemptStep.Next attempt, HedgeCredit hedges, Call call) {
    this.parts = parts;
    this.attempt = attempt;
    this.hedges = hedges;
    this.call = call;
    this.moves = MoveRule.of(call.task());
  }

  List<Attempt> attempts() {
    return attempts;
  }

  RoutedCall.Result run() {
    call.task()
        .hedge()
        .ifPresent(rule -> hedges.earn(call.task().name(), rule.atMostShare().doubleValue()));
    Optional<Progress> here = Progress.startingWith(call.decision().candidates());
    while (here.isPresent()) {
      Optional<Duration> hedgeAfter = hedgeAfter(here.get());
      here = hedgeAfter.isPresent() ? race(here.get(), hedgeAfter.get()) : alone(here.get());
    }
    return Results.of(call.decision(), attempts, deciding, begun);
  }

  private Optional<Progress> alone(Progress here) {
    Draft draft = draft(here, kind(), BigDecimal.ZERO);
    Attempted attempted = draft.make(sink -> sink);
    Move move = moves.after(here, attempted.exchange(), call.deadline().left());
    return conclude(here, draft.attempt(attempted, move));
  }

  /** Keeps an attempt that decides what follows, and follows its move. */
  private Optional<Progress> conclude(Progress here, Attempt made) {
    attempts.add(made);
    deciding = Optional.of(made);
    return follow(here, made, made.move());
  }

  private Optional<Progress> follow(Progress here, Attempt made, Move move) {
    if (move instanceof Move.GoOn && made.exchange().partial().isPresent()) {
      Reply seen = made.exchange().partial().get();
      begun = Optional.of(new Continuation(begun.map(start -> start.join(seen)).orElse(seen)));
    }
    return pause(move) ? here.follow(move) : Optional.empty();
  }

  private Optional<Progress> race(Progress here, Duration hedgeAfter) {
    Draft first = draft(here, Attempt.Kind.ORDINARY, BigDecimal.ZERO);
    Race race = new Race(first::make);
    if (!race.isSilentFor(hedgeAfter) || !hedges.spend(call.task().name())) {
      Attempted attempted = race.await().attempted(Race.FIRST);
      Move move = moves.after(here, attempted.exchange(), call.deadline().left());
      return conclude(here, first.attempt(attempted, move));
    }
    Move.Hedge hedge = new Move.Hedge(here.ahead().getFirst().target());
    Progress beside = here.follow(hedge).orElseThrow();
    waited = hedgeAfter;
    // What runs beside it may yet cost all it can.
    BigDecimal pending = here.at().usdAtMost().orElse(BigDecimal.ZERO);
    Draft second = draft(beside, Attempt.Kind.HEDGE, pending);
    Race.Finish finish = race.join(second::make).await();
    attempts.add(first.attempt(finish.attempted(Race.FIRST), hedge));
    if (finish.winner() == Race.FIRST) {
      return wonByFirst(here.without(hedge.target()), second, finish);
    }
    Attempted other = finish.attempted(Race.SECOND);
    Move move = moves.after(beside, other.exchange(), call.deadline().left());
    return conclude(beside, second.attempt(other, move));
  }

  /** The hedge was in vain; the first attempt still decides. */
  private Optional<Progress> wonByFirst(Progress here, Draft second, Race.Finish finish) {
    Attempt first = attempts.getLast();
    attempts.add(
        second.attempt(
            finish.attempted(Race.SECOND), new Move.Stop("the other target was quicker")));
    Move move = moves.after(here, first.exchange(), call.deadline().left());
    deciding = Optional.of(first);
    return follow(here, first, move);
  }

  /** How long to wait before the next target is asked as well; absent when it is not to be. */
  private Optional<Duration> hedgeAfter(Progress here) {
    if (call.task().hedge().isEmpty() || here.ahead().isEmpty() || begun.isPresent()) {
      return Optional.empty();
    }
    Optional<Duration> own = call.task().hedge().get().after();
    long p95 = parts.latencies().p95Nanos(here.target());
    return own.or(() -> p95 < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(p95)))
        .filter(after -> after.compareTo(call.deadline().left()) < 0);
  }

  private Attempt.Kind kind() {
    return begun.isPresent() ? Attempt.Kind.CONTINUATION : Attempt.Kind.ORDINARY;
  }

  private Draft draft(Progress here, Attempt.Kind kind, BigDecimal pendingUsd) {
    BigDecimal committed =
        attempts.stream()
            .flatMap(made -> made.cost().stream())
            .map(Cost::usd)
            .reduce(pendingUsd, BigDecimal::add);
    int ordinal = attempts.size() + (kind == Attempt.Kind.HEDGE ? 2 : 1);
    Draft draft = new Draft(parts, attempt, ordinal, kind, waited, ask(here, committed), begun);
    waited = Duration.ZERO;
    return draft;
  }

  private Ask ask(Progress here, BigDecimal committedUsd) {
    return new Ask(
        call.task(),
        here.at(),
        request(here.at()),
        limits(here),
        call.deadline(),
        call.decision().situation().today(),
        call.budgets(),
        committedUsd,
        call.sink());
  }

  /** The request as this target is to get it. */
  private ChatRequest request(Candidate candidate) {
    ChatRequest own = call.request().boundTo(reader(candidate));
    ChatRequest.Builder fitted = own.change().maxOutputTokens(candidate.outputTokens());
    if (own.effort().isEmpty()) {
      candidate.target().effort().ifPresent(fitted::effort);
    }
    ChatRequest request = fitted.build();
    return begun.map(start -> start.request(request, candidate.model().prefill())).orElse(request);
  }

  /**
   * Who can read what earlier answers left for their own provider: its other models too, but for
   * those that do not reason, which refuse the reasoning of others.
   */
  private static String reader(Candidate candidate) {
    return candidate.model().capabilities().contains(Capability.REASONING)
        ? candidate.target().provider()
        : NOBODY;
  }

  /**
   * Every target that is left gets the same share of the time that is left, so that none can use up
   * its fallbacks' time. An answer that the caller sees as it comes may take all of it once it has
   * begun, for then no fallback can replace it.
   */
  private Limits limits(Progress here) {
    Duration left = call.deadline().left();
    Duration share = left.dividedBy(here.targetsLeft());
    boolean commits =
        call.sink().isPresent() && call.task().stream().commit() == StreamRule.Commit.FIRST_CONTENT;
    return new Limits(
        commits ? left : share,
        shorter(Limits.USUAL_CONNECT, share),
        shorter(call.task().latency().firstContent().orElse(share), share),
        shorter(call.task().latency().idle().orElse(share), share));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Waits as the move says; false when the caller went away meanwhile. */
  private boolean pause(Move move) {
    if (!(move instanceof Move.AgainHere(Duration atLeast, Duration jitter))) {
      return true;
    }
    long drawn = (long) (parts.random().nextDouble() * jitter.toNanos());
    waited = atLeast.plusNanos(drawn);
    try {
      parts.sleeper().sleep(waited);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
