package dev.signalbox.router.privacy;

import java.util.Locale;
import java.util.Set;

/** The forms of telephone numbers; see {@link Phones}. */
enum PhoneForm {
  INTERNATIONAL {
    @Override
    boolean begins(DigitRow row) {
      return row.hasPlus() && row.digit(0, 0) != '0';
    }

    @Override
    boolean is(DigitRow row, int count) {
      int digits = row.digits(count);
      int most = row.digit(0, 0) == '1' ? 11 : 15;
      return digits >= 7 && digits <= most;
    }
  },

  DIALLED_INTERNATIONAL {
    @Override
    boolean begins(DigitRow row) {
      return row.length(0) > 2
          && row.digit(0, 0) == '0'
          && row.digit(0, 1) == '0'
          && row.digit(0, 2) != '0';
    }

    @Override
    boolean is(DigitRow row, int count) {
      int digits = row.digits(count);
      return digits >= (count > 1 ? 9 : 12) && digits <= 17;
    }
  },

  NATIONAL {
    @Override
    boolean begins(DigitRow row) {
      return row.length(0) > 1 && row.digit(0, 0) == '0' && row.digit(0, 1) != '0';
    }

    @Override
    boolean is(DigitRow row, int count) {
      int digits = row.digits(count);
      return count > 1
          && digits >= 9
          && digits <= 12
          && row.length(0) <= 6
          && (count < 4 || !arePairs(row, count) || areFrenchPairs(row, count));
    }
  },

  NORTH_AMERICAN {
    @Override
    boolean begins(DigitRow row) {
      int area = area(row);
      return row.size() > area + 2
          && row.length(area) == 3
          && row.length(area + 1) == 3
          && row.length(area + 2) == 4
          && row.digit(area, 0) >= '2'
          && row.digit(area + 1, 0) >= '2';
    }

    @Override
    boolean is(DigitRow row, int count) {
      return count == area(row) + 3 && (!isOfBlanks(row) || !isInRow(row, count));
    }

    private static int area(DigitRow row) {
      return row.hasLengths(1) && row.digit(0, 0) == '1' ? 1 : 0;
    }

    private static boolean isOfBlanks(DigitRow row) {
      return row.parting(1).equals(" ") && row.parting(2).equals(" ");
    }

    // As in 128 256 512 1024.
    private static boolean isInRow(DigitRow row, int count) {
      return row.isContinuation() || row.size() > count || row.isContinued();
    }
  },

  NAMED {
    @Override
    boolean begins(DigitRow row) {
      return isNamed(row.text(), row.start());
    }

    @Override
    boolean is(DigitRow row, int count) {
      int digits = row.digits(count);
      return digits >= 7 && digits <= 15;
    }
  };

  private static final int LONGEST_LINK = 6;
  private static final int LONGEST_WORD = 24;
  private static final Set<String> WORDS =
      Set.of("tel", "tél", "fax", "sms", "mobil", "handy", "cell", "msisdn");

  /** Whether a number can begin with this row. */
  abstract boolean begins(DigitRow row);

  /** Whether its first {@code count} groups make one. */
  abstract boolean is(DigitRow row, int count);

  /** How many of the groups make a number, as many as can; 0 if none do. */
  static int groupsOfPhone(DigitRow row) {
    if (!row.beginsHere() || row.isDayOrAddress()) {
      return 0;
    }
    for (PhoneForm form : values()) {
      if (form.begins(row)) {
        for (int count = row.size(); count > 0; count--) {
          if (form.is(row, count) && row.endsAfter(count)) {
            return count;
          }
        }
      }
    }
    return 0;
  }

  private static boolean arePairs(DigitRow row, int count) {
    for (int i = 0; i < count; i++) {
      if (row.length(i) != 2) {
        return false;
      }
    }
    return true;
  }

  private static boolean areFrenchPairs(DigitRow row, int count) {
    boolean areParted = count == 5;
    boolean areCounted = true;
    for (int i = 1; areParted && i < count; i++) {
      areParted = row.parting(i).equals(row.parting(1));
      areCounted &= row.number(i) == row.number(i - 1) + 1;
    }
    return areParted && !areCounted;
  }

  /** Whether the word before says that a telephone number follows. */
  private static boolean isNamed(String text, int start) {
    int end = start;
    while (end > 0 && start - end < LONGEST_LINK && !Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    int from = end;
    while (from > 0 && end - from < LONGEST_WORD && isOfName(text.charAt(from - 1))) {
      from--;
    }
    String name = text.substring(from, end).toLowerCase(Locale.ROOT);
    return name.contains("phone")
        || name.contains("telefon")
        || name.contains("mobile")
        || name.contains("whatsapp")
        || WORDS.contains(name);
  }

  private static boolean isOfName(char c) {
    return Character.isLetter(c) || c == '_' || c == '-';
  }
}
