package dev.signalbox.router.privacy;

import java.util.List;
import java.util.Set;

/**
 * Finds numbers of payment cards: 12 to 19 digits, with one blank or one hyphen each where cards
 * have gaps, or without; that begin as those of a known issuer do, have a length the issuer gives
 * out, and the check digit of ISO/IEC 7812-1 (Luhn). One in ten numbers has that check digit by
 * chance. What goes on as a word or a decimal fraction is none.
 */
final class Cards implements Detector {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 19;
  private static final int PREFIX = 6;

  /** After how many digits cards have a gap. */
  private static final Set<Integer> GAPS = Set.of(4, 6, 8, 10, 12, 16);

  private static final Set<Integer> SIXTEEN = Set.of(16);
  private static final Set<Integer> FROM_SIXTEEN = Set.of(16, 17, 18, 19);
  private static final Set<Integer> DINERS = Set.of(14, 16, 19);
  private static final Set<Integer> ALL = Set.of(12, 13, 14, 15, 16, 17, 18, 19);

  /** The first six digits of an issuer's numbers, and how long they are. */
  private record Issuer(int from, int to, Set<Integer> lengths) {
    boolean issues(int prefix, int length) {
      return from <= prefix && prefix <= to && lengths.contains(length);
    }
  }

  private static final List<Issuer> ISSUERS =
      List.of(
          new Issuer(400000, 499999, Set.of(13, 16, 19)), // Visa
          new Issuer(510000, 559999, SIXTEEN), // Mastercard
          new Issuer(222100, 272099, SIXTEEN), // Mastercard
          new Issuer(340000, 349999, Set.of(15)), // American Express
          new Issuer(370000, 379999, Set.of(15)), // American Express
          new Issuer(300000, 305999, DINERS),
          new Issuer(309500, 309599, DINERS),
          new Issuer(360000, 369999, DINERS),
          new Issuer(380000, 399999, DINERS),
          new Issuer(352800, 358999, FROM_SIXTEEN), // JCB
          new Issuer(600000, 609999, SIXTEEN), // Discover, RuPay
          new Issuer(644000, 659999, FROM_SIXTEEN), // Discover, RuPay
          new Issuer(508000, 508999, SIXTEEN), // RuPay
          new Issuer(620000, 629999, FROM_SIXTEEN), // UnionPay
          new Issuer(810000, 829999, FROM_SIXTEEN), // UnionPay, RuPay
          new Issuer(220000, 220499, FROM_SIXTEEN), // Mir
          new Issuer(501800, 502099, ALL), // Maestro
          new Issuer(503800, 503899, ALL), // Maestro
          new Issuer(589300, 589399, ALL), // Maestro
          new Issuer(630400, 630499, ALL), // Maestro
          new Issuer(675900, 676399, ALL)); // Maestro

  @Override
  public void find(PlainText plain, List<Span> found) {
    if (plain.digits() < SHORTEST) {
      return;
    }
    String text = plain.text();
    List<DigitGroup> groups = DigitGroup.of(text);
    int at = 0;
    while (at < groups.size()) {
      int taken = groupsOfCard(text, groups, at);
      if (taken > 0) {
        int end = groups.get(at + taken - 1).end();
        found.add(new Span(groups.get(at).start(), end, "card"));
      }
      at += Math.max(1, taken);
    }
  }

  /** How many groups from {@code first} on make the number of a card; 0 if they do not. */
  private static int groupsOfCard(String text, List<DigitGroup> groups, int first) {
    int taken = 0;
    int digits = 0;
    for (int end = first; end < groups.size(); end++) {
      boolean isParted = end == first || isParted(text, groups, first, end);
      boolean isAtGap = end == first || GAPS.contains(digits);
      digits += groups.get(end).length();
      if (!isParted || !isAtGap || digits > LONGEST) {
        break;
      }
      if (digits >= SHORTEST && isCard(text, groups.subList(first, end + 1), digits)) {
        taken = end + 1 - first;
      }
    }
    return taken;
  }

  /** Whether one blank or hyphen stands before a group, the same as after the first one. */
  private static boolean isParted(String text, List<DigitGroup> groups, int first, int group) {
    int before = groups.get(group - 1).end();
    char parting = text.charAt(before);
    return groups.get(group).start() - before == 1
        && (parting == ' ' || parting == '-')
        && parting == text.charAt(groups.get(first).end());
  }

  private static boolean isCard(String text, List<DigitGroup> groups, int length) {
    if (!standsAlone(text, groups.getFirst().start(), groups.getLast().end())) {
      return false;
    }
    StringBuilder digits = new StringBuilder(length);
    groups.forEach(group -> digits.append(text, group.start(), group.end()));
    int prefix = Integer.parseInt(digits, 0, PREFIX, 10);
    return ISSUERS.stream().anyMatch(issuer -> issuer.issues(prefix, length))
        && hasCheckDigit(digits);
  }

  private static boolean standsAlone(String text, int start, int end) {
    boolean begins =
        start == 0
            || !(Ascii.isTouching(text.charAt(start - 1))
                || (start > 1
                    && text.charAt(start - 1) == '.'
                    && Ascii.isNumeric(text.charAt(start - 2))));
    boolean ends =
        end == text.length()
            || !(Ascii.isTouching(text.charAt(end))
                || (end + 1 < text.length()
                    && text.charAt(end) == '.'
                    && Ascii.isNumeric(text.charAt(end + 1))));
    return begins && ends;
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
}
