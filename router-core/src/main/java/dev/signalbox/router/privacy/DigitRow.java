package dev.signalbox.router.privacy;

import java.util.List;

/**
 * The groups of digits that stand together from one on, as many as a telephone number can have, and
 * what stands around them.
 */
record DigitRow(String text, List<DigitGroup> groups, boolean isContinued, boolean isContinuation) {
  private static final int MOST_DIGITS = 17;
  private static final int LONGEST_PARTING = 3;

  static DigitRow of(String text, List<DigitGroup> all, int first) {
    int end = first;
    int digits = 0;
    while (end < all.size()
        && digits + all.get(end).length() <= MOST_DIGITS
        && (end == first || isJoined(text, all.get(end - 1), all.get(end)))) {
      digits += all.get(end).length();
      end++;
    }
    boolean isContinued =
        end > first && end < all.size() && isJoined(text, all.get(end - 1), all.get(end));
    boolean isContinuation = first > 0 && isJoined(text, all.get(first - 1), all.get(first));
    return new DigitRow(text, all.subList(first, end), isContinued, isContinuation);
  }

  private static boolean isJoined(String text, DigitGroup left, DigitGroup right) {
    int length = right.start() - left.end();
    for (int i = left.end(); i < right.start() && length <= LONGEST_PARTING; i++) {
      if (" .-/()".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return length <= LONGEST_PARTING;
  }

  int digits() {
    return digits(groups.size());
  }

  /** Of the first {@code count} groups. */
  int digits(int count) {
    int digits = 0;
    for (int i = 0; i < count; i++) {
      digits += groups.get(i).length();
    }
    return digits;
  }

  int size() {
    return groups.size();
  }

  int length(int group) {
    return groups.get(group).length();
  }

  char digit(int group, int index) {
    return text.charAt(groups.get(group).start() + index);
  }

  int number(int group) {
    return Integer.parseInt(text, groups.get(group).start(), groups.get(group).end(), 10);
  }

  /** What parts a group from the one before. */
  String parting(int group) {
    return text.substring(groups.get(group - 1).end(), groups.get(group).start());
  }

  /** Whether the first {@code count} groups have these lengths. */
  boolean hasLengths(int... lengths) {
    boolean has = lengths.length <= size();
    for (int i = 0; has && i < lengths.length; i++) {
      has = length(i) == lengths[i];
    }
    return has;
  }

  /** Where the first digit stands. */
  int firstDigit() {
    return groups.getFirst().start();
  }

  /** Where what belongs to the number begins: a plus, a parenthesis. */
  int start() {
    int start = firstDigit();
    if (start > 0 && text.charAt(start - 1) == '(') {
      start--;
    }
    if (start > 0 && text.charAt(start - 1) == '+') {
      start--;
    }
    boolean isOpened = start > 0 && text.charAt(start - 1) == '(';
    int second = size() > 1 ? groups.get(1).start() : groups.getFirst().end();
    int closed = text.indexOf(')', groups.getFirst().end(), second);
    return isOpened && closed >= 0 ? start - 1 : start;
  }

  boolean hasPlus() {
    int start = start();
    return text.charAt(start) == '+'
        || (text.charAt(start) == '(' && text.charAt(start + 1) == '+');
  }

  /** The end of the first {@code count} groups, and of an extension after them. */
  int end(int count) {
    int end = groups.get(count - 1).end();
    int at = end;
    if (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int mark = text.startsWith("ext", at) ? 3 : text.startsWith("x", at) ? 1 : 0;
    int digits = at + mark;
    while (mark > 0 && digits < text.length() && digits - at < 6 && isLink(text.charAt(digits))) {
      digits++;
    }
    int extension = digits;
    while (mark > 0
        && extension < text.length()
        && extension - digits < 6
        && Ascii.isDigit(text.charAt(extension))) {
      extension++;
    }
    boolean isOver = extension == text.length() || !Ascii.isTouching(text.charAt(extension));
    return extension > digits && isOver ? extension : end;
  }

  private static boolean isLink(char c) {
    return c == '.' || c == ' ';
  }

  /** Nothing goes on after the first {@code count} groups that makes them part of it. */
  boolean endsAfter(int count) {
    int end = end(count);
    if (end == text.length()) {
      return true;
    }
    char next = text.charAt(end);
    char second = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
    boolean isTied = "-/.:".indexOf(next) >= 0 && Ascii.isNumeric(second);
    return !Ascii.isTouching(next) && !isTied && !(next == '-' && Ascii.isTouching(second));
  }

  /** Nothing stands before it that makes it part of it. */
  boolean beginsHere() {
    int start = start();
    if (start == 0) {
      return true;
    }
    char before = text.charAt(start - 1);
    char second = start > 1 ? text.charAt(start - 2) : ' ';
    return switch (before) {
      case '#', '$', '€', '£' -> false;
      case ':', '/', '.', '-', '+' ->
          !Ascii.isNumeric(second) && (before == ':' || !Ascii.isTouching(second));
      default -> !Ascii.isTouching(before) && before != '_';
    };
  }

  /** Whether the first groups are a day with its year, or an address of the net. */
  boolean isDayOrAddress() {
    boolean isDay = hasLengths(2, 2, 4) && isYear(2) && !hasPlus();
    return isDay || (hasLengths(4, 2, 2) && isYear(0)) || isNetAddress();
  }

  private boolean isYear(int group) {
    char century = digit(group, 0);
    char decade = digit(group, 1);
    return (century == '1' && decade == '9') || (century == '2' && decade <= '1');
  }

  private boolean isNetAddress() {
    if (size() != 4) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      if (length(i) > 3 || (i > 0 && !parting(i).equals("."))) {
        return false;
      }
    }
    return true;
  }
}
