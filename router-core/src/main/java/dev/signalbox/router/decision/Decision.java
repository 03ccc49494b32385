package dev.signalbox.router.decision;

import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.Target;
import java.util.List;

/**
 * For one call: the targets to try, in order, and why the others of the route are left out.
 *
 * @param thrifty whether cheaper targets come first, because a budget runs low
 * @param situation what it was made from
 */
public record Decision(
    List<Candidate> candidates, List<Skip> skipped, boolean thrifty, Situation situation) {
  public Decision {
    candidates = List.copyOf(candidates);
    skipped = List.copyOf(skipped);
  }

  /** A target that is not to be tried. */
  public record Skip(Target target, SkipReason reason) {}

  /** The targets to try, in order. */
  public List<Target> targets() {
    return candidates.stream().map(Candidate::target).toList();
  }
}
