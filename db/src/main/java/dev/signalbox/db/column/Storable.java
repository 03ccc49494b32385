package dev.signalbox.db.column;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text as PostgreSQL takes it. */
public final class Storable {
  public static final String VISIBLE_NUL = "\u2400";

  private static final char REPLACEMENT = '\uFFFD';

  private Storable() {}

  /**
   * The text with the two things that no UTF-8 column holds made visible: NUL becomes the symbol
   * for it, and half of a surrogate pair, as a cut answer may end in, the replacement character.
   */
  public static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      // One comparison for nearly every character: NUL wraps around to the greatest.
      if ((char) (text.charAt(i) - 1) >= Character.MIN_SURROGATE - 1 && isOdd(text.charAt(i))) {
        return repaired(text);
      }
    }
    return text;
  }

  public static @Nullable String text(Optional<String> text) {
    return text.map(Storable::text).orElse(null);
  }

  /** A revision's label, which is empty when the provider did not say what it served. */
  public static @Nullable String label(String label) {
    return label.isEmpty() ? null : text(label);
  }

  private static String repaired(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .forEach(codePoint -> {
          if (codePoint == 0) {
            repaired.append(VISIBLE_NUL);
          } else if (isHalfAPair(codePoint)) {
            repaired.append(REPLACEMENT);
          } else {
            repaired.appendCodePoint(codePoint);
          }
        });
    return repaired.toString();
  }

  private static boolean isOdd(char c) {
    return c == 0 || Character.isSurrogate(c);
  }

  private static boolean isHalfAPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
