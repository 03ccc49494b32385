package dev.signalbox.router.catalog;

/** How long a text is in UTF-8, without encoding it. */
final class Utf8 {
  private Utf8() {}

  /** In bytes; half a surrogate pair counts as two, and becomes a question mark of one. */
  static long length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800) {
        // A surrogate pair comes to four bytes: two characters, and one more byte for each.
        bytes += Character.isSurrogate(c) ? 1 : 2;
      } else if (c >= 0x80) {
        bytes++;
      }
    }
    return bytes;
  }
}
