package dev.signalbox.router.privacy;

import java.util.List;

/** Finds one kind of thing. Takes time in proportion to the text, whatever it says. */
@FunctionalInterface
interface Detector {
  /** Adds what it finds in the text, from left to right. */
  void find(PlainText plain, List<Span> found);
}
