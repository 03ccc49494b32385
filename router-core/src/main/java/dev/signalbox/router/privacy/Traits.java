package dev.signalbox.router.privacy;

/**
 * What a text holds at all, so that most detectors need not look at most texts.
 *
 * @param longestKeyLike of characters that keys are made of, in a row
 * @param digits in all
 */
record Traits(boolean hasAt, int digits, int longestKeyLike, boolean hasAssignment) {

  static Traits of(String text) {
    boolean hasAt = false;
    boolean hasAssignment = false;
    int digits = 0;
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      digits += isDigit ? 1 : 0;
      hasAt |= c == '@';
      hasAssignment |= c == ':' || c == '=';
      boolean isKeyLike =
          isDigit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
      run = isKeyLike ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return new Traits(hasAt, digits, longest, hasAssignment);
  }
}
