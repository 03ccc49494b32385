package dev.signalbox.router.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits in a row.
 *
 * @param end after the last one
 */
record DigitGroup(int start, int end) {
  int length() {
    return end - start;
  }

  /** All of a text, in order. */
  static List<DigitGroup> of(String text) {
    List<DigitGroup> groups = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean isDigit = i < text.length() && Ascii.isDigit(text.charAt(i));
      if (isDigit && start < 0) {
        start = i;
      } else if (!isDigit && start >= 0) {
        groups.add(new DigitGroup(start, i));
        start = -1;
      }
    }
    return groups;
  }
}
