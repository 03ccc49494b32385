package dev.signalbox.router;

import dev.signalbox.router.table.LogRule;

/** Keeps routed calls. Implementations are thread-safe. */
@FunctionalInterface
public interface CallLog {
  /** Keeps nothing, and says that all is well: for programs that want no log. */
  CallLog NONE = (_, _) -> true;

  /**
   * Takes a finished call, whose answer is handed out afterwards. Never throws: a call that was
   * answered stays answered.
   *
   * @param rule what its task wants to be kept
   * @return whether it is safe; if not, the implementation has said so loudly
   */
  boolean append(RoutedCall call, LogRule rule);

  /**
   * Whether a call that has to be logged may be made now: there is room for it, whatever others are
   * under way.
   */
  default boolean hasRoom() {
    return true;
  }
}
