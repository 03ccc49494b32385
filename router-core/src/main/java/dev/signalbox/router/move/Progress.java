package dev.signalbox.router.move;

import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.table.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far a call has come.
 *
 * @param at the target it is at
 * @param triesHere how often that target was asked, the present attempt included
 * @param ahead the targets that are left after it
 */
public record Progress(Candidate at, int triesHere, List<Candidate> ahead) {
  public Progress {
    ahead = List.copyOf(ahead);
  }

  /** At the first of {@code candidates}; nowhere if there is none. */
  public static Optional<Progress> startingWith(List<Candidate> candidates) {
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Progress(candidates.getFirst(), 1, candidates.subList(1, candidates.size())));
  }

  public Target target() {
    return at.target();
  }

  /** The first target ahead that will do. */
  public Optional<Candidate> next(Predicate<Candidate> willDo) {
    return ahead.stream().filter(willDo).findFirst();
  }

  /** How many targets share the time that is left, this one included. */
  public int targetsLeft() {
    return 1 + ahead.size();
  }

  /** Where a move leads; nowhere when it ends the call. */
  public Optional<Progress> follow(Move move) {
    return switch (move) {
      case Move.AgainHere _ -> Optional.of(new Progress(at, triesHere + 1, ahead));
      case Move.NextTarget(Target target) -> Optional.of(goTo(target));
      case Move.GoOn(Target target) -> Optional.of(goTo(target));
      case Move.Hedge(Target target) -> Optional.of(goTo(target));
      case Move.Stop _ -> Optional.empty();
    };
  }

  /** Still here, though a target ahead was asked meanwhile. */
  public Progress without(Target asked) {
    return new Progress(
        at, triesHere, ahead.stream().filter(other -> !other.target().equals(asked)).toList());
  }

  private Progress goTo(Target target) {
    for (int place = 0; place < ahead.size(); place++) {
      if (ahead.get(place).target().equals(target)) {
        return new Progress(ahead.get(place), 1, ahead.subList(place + 1, ahead.size()));
      }
    }
    throw new IllegalArgumentException(target.name() + " is not ahead");
  }
}
