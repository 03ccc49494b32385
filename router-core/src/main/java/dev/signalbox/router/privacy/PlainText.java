package dev.signalbox.router.privacy;

/**
 * A text as a reader sees it: without characters of no width, with digits and signs of full width
 * as ASCII, every kind of space as a blank and every dash as a hyphen; and where each of its
 * characters stands in the text.
 */
final class PlainText {
  private static final int FULL_WIDTH_FIRST = 0xFF01;
  private static final int FULL_WIDTH_LAST = 0xFF5E;
  private static final int FULL_WIDTH_OFFSET = 0xFEE0;
  private static final int ASCII = 0x80;

  private final String text;
  private final int[] places;

  private PlainText(String text, int[] places) {
    this.text = text;
    this.places = places;
  }

  static PlainText of(String original) {
    for (int i = 0; i < original.length(); i++) {
      char c = original.charAt(i);
      if (c >= ASCII && read(c) != c) {
        return rewritten(original);
      }
    }
    return new PlainText(original, new int[0]);
  }

  private static PlainText rewritten(String original) {
    StringBuilder text = new StringBuilder(original.length());
    int[] places = new int[original.length() + 1];
    for (int i = 0; i < original.length(); i++) {
      int c = read(original.charAt(i));
      if (c >= 0) {
        places[text.length()] = i;
        text.append((char) c);
      }
    }
    places[text.length()] = original.length();
    return new PlainText(text.toString(), places);
  }

  /** How a character reads; less than 0 if it does not. */
  private static int read(char c) {
    if (c < ASCII) {
      return c;
    }
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
      return c - FULL_WIDTH_OFFSET;
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.DASH_PUNCTUATION -> '-';
      case Character.FORMAT -> -1;
      case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(c, 10);
      default -> c;
    };
  }

  String text() {
    return text;
  }

  /** Where a character stands in the original; the end of the text for the one after the last. */
  int place(int index) {
    return places.length == 0 ? index : places[index];
  }

  /** Where the original goes on after a character. */
  int after(int index) {
    return index == 0 ? 0 : place(index - 1) + 1;
  }
}
