package dev.signalbox.router;

import dev.signalbox.router.table.Target;

/** Says which targets were demoted after a quality regression. Thread-safe and quick. */
@FunctionalInterface
public interface Demotions {
  Demotions NONE = (_, _) -> false;

  boolean isDemoted(String task, Target target);
}
