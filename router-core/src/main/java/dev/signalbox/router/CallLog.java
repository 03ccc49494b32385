package dev.signalbox.router;

/** Keeps routed calls. Implementations are thread-safe. */
@FunctionalInterface
public interface CallLog {

  /**
   * Takes a finished call; on return it is safe, or the implementation has said loudly that it is
   * not. Never throws: a call that was answered stays answered.
   */
  void append(RoutedCall call);
}
