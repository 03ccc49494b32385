package dev.signalbox.app.command.calls;

/**
 * Text of callers and models as a terminal may be given it: nothing in it moves the cursor, changes
 * colours or turns the direction of writing.
 */
final class Printable {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String CUT = "…";

  private Printable() {}

  /** On one line of at most {@code width} characters, with every run of white space as one. */
  static String line(String text, int width) {
    // What comes after the first thousands of characters is not shown anyway.
    String beginning = text.substring(0, Math.min(text.length(), 16 * width));
    String line = harmless(beginning.strip().replaceAll("\\s+", " "));
    return line.codePointCount(0, line.length()) <= width
        ? line
        : line.substring(0, line.offsetByCodePoints(0, width - 1)) + CUT;
  }

  /** With its lines and tabs. */
  static String block(String text) {
    return harmless(text.replace("\r\n", "\n"));
  }

  private static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isHarmless(point) ? point : REPLACEMENT)
        .forEach(harmless::appendCodePoint);
    return harmless.toString();
  }

  private static boolean isHarmless(int point) {
    boolean turnsDirection =
        (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return point == '\n' || point == '\t' || !(Character.isISOControl(point) || turnsDirection);
  }
}
