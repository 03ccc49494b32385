package dev.signalbox.router.privacy;

import java.util.List;

/**
 * Finds telephone numbers: groups of digits that up to three blanks, dots, hyphens, slashes and
 * parentheses part, in one of these forms.
 *
 * <ul>
 *   <li>{@code +} or {@code 00} and 7 to 15 digits; after 00 with a group of its own or 10 digits
 *       and more.
 *   <li>A leading 0 and 9 to 12 digits in two groups or more, as in Europe; of five pairs, as in
 *       France, one sign parts them all.
 *   <li>Three, three and four digits, as in North America, an area code and an exchange begin with
 *       2 to 9; a 1 may come first.
 *   <li>Any 7 to 15 digits next after a word for it: {@code Tel.: 07911123456}, {@code "phone": …}.
 * </ul>
 *
 * <p>So all others stay: plain integers, amounts, times, dates ({@code 01.02.2026} begins with a 0
 * but has too few digits, and one that goes on is known by its year), addresses of the net,
 * versions, and what goes on as a word, an id or a longer row of numbers.
 */
final class Phones implements Detector {
  private static final int LEAST = 7;

  @Override
  public void find(PlainText plain, List<Span> found) {
    if (plain.digits() < LEAST) {
      return;
    }
    String text = plain.text();
    List<DigitGroup> groups = DigitGroup.of(text);
    int at = 0;
    while (at < groups.size()) {
      DigitRow row = DigitRow.of(text, groups, at);
      int taken = row.digits() < LEAST ? 0 : PhoneForm.groupsOfPhone(row);
      if (taken > 0) {
        found.add(new Span(row.start(), row.end(taken), "phone"));
      }
      at += Math.max(1, taken);
    }
  }
}
