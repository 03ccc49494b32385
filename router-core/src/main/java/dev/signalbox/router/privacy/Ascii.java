package dev.signalbox.router.privacy;

/** Kinds of characters, of those that keys and numbers are made of. */
final class Ascii {
  private Ascii() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLower(c) || isUpper(c);
  }

  /**
   * What a number or a key cannot touch. It cannot touch what was replaced either, for that may
   * have been such a character; so what is redacted once stays as it is.
   */
  static boolean isTouching(char c) {
    return isAlphanumeric(c) || c == PlainText.REPLACED;
  }

  /** What goes on after a point as a fraction or a version does; what was replaced may have. */
  static boolean isNumeric(char c) {
    return isDigit(c) || c == PlainText.REPLACED;
  }

  /** What names in programs and most keys are made of. */
  static boolean isWord(char c) {
    return isAlphanumeric(c) || c == '_' || c == '-';
  }

  /** The end of the word that goes on at {@code from}. */
  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
