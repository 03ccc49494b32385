package dev.signalbox.router.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds payment cards and telephone numbers.
 *
 * <p>A card has 12 to 19 digits in groups that a blank or a hyphen parts, begins as those of a
 * known issuer do, and has the check digit of ISO/IEC 7812-1 (Luhn). A telephone number begins with
 * a plus or 00 and has 7 to 15 digits; or it begins with 0 and has 9 to 12 digits in several
 * groups; or it has the groups of North America, 3-3-4. Numbers without any of that are left alone:
 * dates, amounts, versions, order numbers.
 */
final class Numbers implements Detector {
  private static final String CARD = "card";
  private static final String PHONE = "phone";
  private static final int SHORTEST_CARD = 12;
  private static final int LONGEST_CARD = 19;
  private static final int SHORTEST_PHONE = 7;
  private static final int LONGEST_ESCAPE = 6;

  private static final String NOT_WITHIN_A_NUMBER = Keys.START + "(?<![0-9][.,:/-])";

  private static final Pattern INTERNATIONAL =
      Pattern.compile(Keys.START + "(?:\\+|00)[1-9](?:[ .()/-]{0,3}+[0-9]){6,14}(?![0-9A-Za-z])");
  private static final Pattern NATIONAL =
      Pattern.compile(
          NOT_WITHIN_A_NUMBER
              + "\\(?0[1-9][0-9]{0,4}\\)?(?:[ ./-]{1,3}[0-9]{1,8}){1,5}(?![0-9A-Za-z:])");
  private static final Pattern NORTH_AMERICAN =
      Pattern.compile(
          NOT_WITHIN_A_NUMBER
              + "(?:1[ .-])?(?:\\([2-9][0-9]{2}\\)[ .-]?|[2-9][0-9]{2}[ .-])"
              + "[2-9][0-9]{2}[ .-][0-9]{4}(?![0-9A-Za-z-])");

  @Override
  public void find(String text, Traits traits, List<Span> found) {
    if (traits.digits() >= SHORTEST_CARD) {
      findCards(text, found);
    }
    if (traits.digits() >= SHORTEST_PHONE) {
      findPhones(INTERNATIONAL, text, SHORTEST_PHONE, 15, found);
      findPhones(NATIONAL, text, 9, 12, found);
      findPhones(NORTH_AMERICAN, text, 10, 11, found);
    }
  }

  private static void findPhones(
      Pattern pattern, String text, int least, int most, List<Span> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      long digits = matcher.group().chars().filter(c -> c >= '0' && c <= '9').count();
      if (digits >= least && digits <= most + 2) {
        found.add(new Span(matcher.start(), matcher.end(), PHONE));
      }
    }
  }

  /** Digits in a row. */
  private record Group(int start, int end) {
    int length() {
      return end - start;
    }
  }

  private static void findCards(String text, List<Span> found) {
    List<Group> run = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (!isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      Group group = new Group(at, end);
      if (!run.isEmpty() && !isParted(text, run.getLast().end(), at)) {
        findCards(text, run, found);
        run.clear();
      }
      run.add(group);
      at = end;
    }
    findCards(text, run, found);
  }

  private static boolean isParted(String text, int end, int start) {
    return start - end == 1 && (text.charAt(end) == ' ' || text.charAt(end) == '-');
  }

  /** Tries every part of a run of groups that begins and ends with a group. */
  private static void findCards(String text, List<Group> run, List<Span> found) {
    int from = 0;
    while (from < run.size()) {
      int to = from;
      int digits = 0;
      int card = -1;
      while (to < run.size() && digits + run.get(to).length() <= LONGEST_CARD) {
        digits += run.get(to).length();
        to++;
        if (digits >= SHORTEST_CARD
            && standsAlone(text, run.get(from).start(), run.get(to - 1).end())
            && isCard(text, run.get(from).start(), run.get(to - 1).end())) {
          card = to;
        }
      }
      if (card > 0) {
        found.add(new Span(run.get(from).start(), run.get(card - 1).end(), CARD));
        from = card;
      } else {
        from++;
      }
    }
  }

  /** Not within a hash or an id; before it, an escape of JSON may end. */
  private static boolean standsAlone(String text, int start, int end) {
    boolean endsHere = end == text.length() || !Character.isLetter(text.charAt(end));
    boolean beginsHere =
        start == 0
            || !Character.isLetter(text.charAt(start - 1))
            || text.substring(Math.max(0, start - LONGEST_ESCAPE), start).indexOf('\\') >= 0;
    return beginsHere && endsHere;
  }

  private static boolean isCard(String text, int start, int end) {
    StringBuilder digits = new StringBuilder(LONGEST_CARD);
    for (int i = start; i < end; i++) {
      if (isDigit(text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    return isIssued(digits) && hasCheckDigit(digits);
  }

  /** Visa, Mastercard, American Express, Discover, JCB, Diners, UnionPay, Maestro. */
  private static boolean isIssued(CharSequence digits) {
    int first = digits.charAt(0) - '0';
    int two = Integer.parseInt(digits, 0, 2, 10);
    int four = Integer.parseInt(digits, 0, 4, 10);
    int length = digits.length();
    return switch (first) {
      case 4 -> length == 13 || length == 16 || length == 19;
      case 2 -> within(four, 2221, 2720) && length == 16;
      case 5 -> within(two, 51, 55) ? length == 16 : isMaestro(two, length);
      case 3 -> isAmex(two) ? length == 15 : isOfThree(two, four, length);
      case 6 -> length >= 12;
      default -> false;
    };
  }

  private static boolean isAmex(int two) {
    return two == 34 || two == 37;
  }

  private static boolean isMaestro(int two, int length) {
    boolean isTheirs = two == 50 || two >= 56;
    return isTheirs && length >= 12;
  }

  private static boolean isOfThree(int two, int four, int length) {
    if (two == 36 || two == 38 || two == 39 || within(four, 3000, 3059)) {
      return length >= 14;
    }
    return within(four, 3528, 3589) && length >= 16;
  }

  private static boolean within(int number, int least, int most) {
    return least <= number && number <= most;
  }

  private static boolean hasCheckDigit(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
