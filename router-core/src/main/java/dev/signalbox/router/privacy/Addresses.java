package dev.signalbox.router.privacy;

import java.util.List;

/**
 * Finds what stands around an {@code @}: passwords in addresses of the web, {@code
 * scheme://user:password@host}, and e-mail addresses. The domain of an e-mail address has a dot and
 * ends in letters, so that {@code @handle}, {@code user@} and {@code package@1.2.3} are none.
 */
final class Addresses implements Detector {
  private static final String PASSWORD = "password";
  private static final String AUTHORITY = "://";

  @Override
  public void find(PlainText plain, List<Span> found) {
    if (!plain.hasAt()) {
      return;
    }
    String text = plain.text();
    int from = 0;
    for (int mark = text.indexOf(AUTHORITY); mark >= 0; mark = text.indexOf(AUTHORITY, mark + 1)) {
      int start = mark + AUTHORITY.length();
      int end = authorityEnd(text, start);
      int at = text.substring(start, end).lastIndexOf('@') + start;
      int colon = text.indexOf(':', start, end);
      if (at >= start && colon >= 0 && colon + 1 < at) {
        findMail(text, from, colon, found);
        found.add(new Span(colon + 1, at, PASSWORD));
        from = at + 1;
      }
    }
    findMail(text, from, text.length(), found);
  }

  private static int authorityEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isAuthority(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isAuthority(char c) {
    return !Character.isWhitespace(c) && c != PlainText.REPLACED && "/?#\"'`<>".indexOf(c) < 0;
  }

  private static void findMail(String text, int from, int to, List<Span> found) {
    int least = from;
    for (int at = text.indexOf('@', from, to); at >= 0; at = text.indexOf('@', at + 1, to)) {
      int start = localStart(text, least, at);
      int end = domainEnd(text, at + 1);
      if (start < at && end > at) {
        found.add(new Span(start, end, "email"));
        least = end;
      } else {
        least = at + 1;
      }
    }
  }

  private static int localStart(String text, int least, int at) {
    int start = at;
    while (start > least && isLocal(text, start - 1)) {
      start--;
    }
    while (start < at && text.charAt(start) == '.') {
      start++;
    }
    return start;
  }

  /** An apostrophe is part of a name, as in o'brien, and no part of it when it quotes it. */
  private static boolean isLocal(String text, int index) {
    char c = text.charAt(index);
    return Character.isLetterOrDigit(c)
        || "._%+-&~".indexOf(c) >= 0
        || (c == '\'' && index > 0 && Character.isLetter(text.charAt(index - 1)));
  }

  /** Where the longest domain ends that begins here; -1 when none does. */
  private static int domainEnd(String text, int start) {
    int end = -1;
    int label = start;
    while (label < text.length()) {
      int labelEnd = label;
      boolean isName = true;
      while (labelEnd < text.length() && isLabel(text.charAt(labelEnd))) {
        isName &= !Ascii.isDigit(text.charAt(labelEnd));
        labelEnd++;
      }
      if (labelEnd < text.length() && text.charAt(labelEnd) == PlainText.REPLACED) {
        return -1;
      }
      if (labelEnd == label) {
        return end;
      }
      boolean isLast = isName || text.startsWith("xn--", label);
      if (label > start && isLast && labelEnd - label > 1) {
        end = withoutHyphens(text, label, labelEnd);
      }
      if (labelEnd == text.length() || text.charAt(labelEnd) != '.') {
        return end;
      }
      label = labelEnd + 1;
    }
    return end;
  }

  private static int withoutHyphens(String text, int start, int labelEnd) {
    int end = labelEnd;
    while (end > start && text.charAt(end - 1) == '-') {
      end--;
    }
    return end;
  }

  private static boolean isLabel(char c) {
    return Character.isLetterOrDigit(c)
        || c == '-'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
