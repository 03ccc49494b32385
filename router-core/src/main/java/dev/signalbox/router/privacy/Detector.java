package dev.signalbox.router.privacy;

import java.util.List;

/** Finds one kind of thing. Takes time in proportion to the text, whatever it says. */
@FunctionalInterface
interface Detector {
  /**
   * Adds what it finds.
   *
   * @param text as {@link PlainText} has it
   */
  void find(String text, Traits traits, List<Span> found);
}
