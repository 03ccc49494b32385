package dev.signalbox.router.decision;

import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.Target;
import java.util.List;

/** For one call: the targets to try, in order, and why the others of the route are left out. */
public record Decision(List<Target> candidates, List<Skip> skipped) {
  public Decision {
    candidates = List.copyOf(candidates);
    skipped = List.copyOf(skipped);
  }

  /** A target that is not to be tried. */
  public record Skip(Target target, SkipReason reason) {}
}
