package dev.signalbox.router.move;

import dev.signalbox.router.table.Target;
import java.util.List;
import java.util.Optional;

/**
 * How far a call has come.
 *
 * @param target the target it is at
 * @param triesHere how often that target was asked, the present attempt included
 * @param ahead the targets that are left after it
 */
public record Progress(Target target, int triesHere, List<Target> ahead) {
  public Progress {
    ahead = List.copyOf(ahead);
  }

  /** At the first of {@code candidates}, which must not be empty. */
  public static Progress startingWith(List<Target> candidates) {
    return new Progress(candidates.getFirst(), 1, candidates.subList(1, candidates.size()));
  }

  public Optional<Target> nextTarget() {
    return ahead.stream().findFirst();
  }

  /** How many targets share the time that is left, this one included. */
  public int targetsLeft() {
    return 1 + ahead.size();
  }

  Progress againHere() {
    return new Progress(target, triesHere + 1, ahead);
  }

  /** Where a move leads; empty when it ends the call. */
  public Optional<Progress> follow(Move move) {
    return switch (move) {
      case Move.AgainHere _ -> Optional.of(againHere());
      case Move.NextTarget _ -> Optional.of(startingWith(ahead));
      case Move.Stop _ -> Optional.empty();
    };
  }
}
