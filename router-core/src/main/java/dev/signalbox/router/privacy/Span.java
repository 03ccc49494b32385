package dev.signalbox.router.privacy;

/**
 * A part of a text that is to be replaced.
 *
 * @param end after its last character
 * @param name of what it is
 */
record Span(int start, int end, String name) {
  int length() {
    return end - start;
  }

  boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }
}
