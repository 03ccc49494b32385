package dev.signalbox.eval.grade;

/** The beginning of a text on one line: enough for an explanation, whatever a model wrote. */
final class Excerpt {
  private static final int LONGEST = 80;

  private Excerpt() {}

  static String of(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
