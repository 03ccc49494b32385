package dev.signalbox.router.privacy;

import java.util.List;

/**
 * A text as a reader sees it: escapes of JSON resolved, however often it was put into a string;
 * without characters of no width; all digits and signs of full width as ASCII, every kind of space
 * as a blank and every dash as a hyphen; what was replaced in it before as one character each.
 * Knows where each of its characters stands in the original, and what it holds at all, so that most
 * detectors need not look at most texts.
 */
final class PlainText {
  /** Stands for what was replaced; no character. */
  static final char REPLACED = '\uffff';

  private static final int FULL_WIDTH_FIRST = 0xFF01;
  private static final int FULL_WIDTH_LAST = 0xFF5E;
  private static final int FULL_WIDTH_OFFSET = 0xFEE0;
  private static final int ASCII = 0x80;
  private static final int MINUS = 0x2212;
  private static final int SKIPPED = -1;
  private static final int HEX_DIGITS = 4;

  private final String original;
  private final String text;
  private final int[] places;
  private final boolean hasAt;
  private final int digits;
  private final int longestWord;

  private PlainText(String original, String text, int[] places) {
    this.original = original;
    this.text = text;
    this.places = places;
    boolean at = false;
    int digitsSeen = 0;
    int longest = 0;
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      at |= c == '@';
      digitsSeen += Ascii.isDigit(c) ? 1 : 0;
      word = Ascii.isWord(c) ? word + 1 : 0;
      longest = Math.max(longest, word);
    }
    this.hasAt = at;
    this.digits = digitsSeen;
    this.longestWord = longest;
  }

  /**
   * @param placeholders what stands in a text for what was replaced, in brackets
   */
  static PlainText of(String original, List<String> placeholders) {
    for (int i = 0; i < original.length(); i++) {
      char c = original.charAt(i);
      if (c == '\\' || c == '[' || (c >= ASCII && (Character.isSurrogate(c) || read(c) != c))) {
        return new Rewriting(original, placeholders).result();
      }
    }
    return new PlainText(original, original, new int[0]);
  }

  String text() {
    return text;
  }

  /** Where a character stands in the original; the end of the text for the one after the last. */
  int place(int index) {
    return places.length == 0 ? index : places[index];
  }

  /** How many backslashes escape a character. */
  int escapes(int index) {
    int first = place(index);
    int end = first;
    while (text.charAt(index) != '\\' && original.charAt(end) == '\\') {
      end++;
    }
    return end - first;
  }

  boolean hasAt() {
    return hasAt;
  }

  /** How many digits there are in all. */
  int digits() {
    return digits;
  }

  /** The length of the longest word, as {@link Ascii#isWord} has it. */
  int longestWord() {
    return longestWord;
  }

  /** How a code point reads. */
  private static int read(int c) {
    if (c < ASCII) {
      return c;
    }
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
      return c - FULL_WIDTH_OFFSET;
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.DASH_PUNCTUATION -> '-';
      case Character.FORMAT -> SKIPPED;
      case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(c, 10);
      default -> c == MINUS ? '-' : c;
    };
  }

  /** One pass over a text that does not read as it is written. */
  private static final class Rewriting {
    private final String original;
    private final List<String> placeholders;
    private final StringBuilder text;
    private final int[] places;

    Rewriting(String original, List<String> placeholders) {
      this.original = original;
      this.placeholders = placeholders;
      this.text = new StringBuilder(original.length());
      this.places = new int[original.length() + 1];
    }

    PlainText result() {
      int at = 0;
      while (at < original.length()) {
        int c = original.codePointAt(at);
        int placeholder = c == '[' ? placeholderAt(at) : 0;
        if (placeholder > 0) {
          append(REPLACED, at);
          at += placeholder;
        } else if (c == '\\') {
          at = unescape(at);
        } else {
          append(read(c), at);
          at += Character.charCount(c);
        }
      }
      places[text.length()] = original.length();
      return new PlainText(original, text.toString(), places);
    }

    /** The length of the placeholder that stands at an index; 0 if none does. */
    private int placeholderAt(int at) {
      for (String placeholder : placeholders) {
        if (original.startsWith(placeholder, at)) {
          return placeholder.length();
        }
      }
      return 0;
    }

    private void append(int c, int place) {
      if (c == SKIPPED) {
        return;
      }
      places[text.length()] = place;
      text.appendCodePoint(c);
      if (Character.isSupplementaryCodePoint(c)) {
        places[text.length() - 1] = place + 1;
      }
    }

    /** Appends what backslashes and the character after them stand for; returns where it ends. */
    private int unescape(int from) {
      int at = from;
      while (at < original.length() && original.charAt(at) == '\\') {
        at++;
      }
      char escaped = at < original.length() ? original.charAt(at) : '\\';
      switch (escaped) {
        case 'n', 'r' -> append('\n', from);
        case 't', 'b', 'f' -> append('\t', from);
        case '"', '\'', '`', '/' -> append(escaped, from);
        case 'u' -> {
          int code = code(at + 1);
          if (code < 0) {
            return literally(from, at);
          }
          append(read(code), from);
          return at + 1 + HEX_DIGITS;
        }
        default -> {
          return literally(from, at);
        }
      }
      return at + 1;
    }

    private int literally(int from, int to) {
      for (int at = from; at < to; at++) {
        append('\\', at);
      }
      return to;
    }

    /** The number that four hexadecimal digits make; less than 0 if they do not stand there. */
    private int code(int from) {
      if (from + HEX_DIGITS > original.length()) {
        return -1;
      }
      int code = 0;
      for (int at = from; at < from + HEX_DIGITS; at++) {
        int digit = Character.digit(original.charAt(at), 16);
        if (digit < 0) {
          return -1;
        }
        code = code * 16 + digit;
      }
      return code;
    }
  }
}
