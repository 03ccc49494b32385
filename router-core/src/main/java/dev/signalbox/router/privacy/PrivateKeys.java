package dev.signalbox.router.privacy;

import java.util.List;

/**
 * Finds private keys in the armour of PEM and PGP. Of one whose end is cut off, it finds the lines
 * that are base64.
 */
final class PrivateKeys implements Detector {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String RULE = "-----";
  private static final int LONGEST_LABEL = 40;
  private static final int LONGER_THAN_PROSE = 24;

  @Override
  public void find(PlainText plain, List<Span> found) {
    String text = plain.text();
    int end = -1;
    for (int begin = text.indexOf(BEGIN); begin >= 0; ) {
      int body = bodyStart(text, begin);
      int next = begin + BEGIN.length();
      if (body > 0) {
        if (end < body) {
          end = endOrLast(text, body);
        }
        next = end < text.length() ? afterRule(text, end) : base64End(text, body);
        if (next > body) {
          found.add(new Span(begin, next, Keys.NAME));
        }
      }
      begin = text.indexOf(BEGIN, next);
    }
  }

  /** Where what comes after {@code -----BEGIN … PRIVATE KEY-----} starts; -1 if that is another. */
  private static int bodyStart(String text, int begin) {
    int label = begin + BEGIN.length();
    int rule = text.indexOf(RULE, label, Math.min(text.length(), label + LONGEST_LABEL));
    return rule >= 0 && text.substring(label, rule).contains("PRIVATE KEY")
        ? rule + RULE.length()
        : -1;
  }

  private static int endOrLast(String text, int from) {
    int end = text.indexOf(END, from);
    return end < 0 ? text.length() : end;
  }

  private static int afterRule(String text, int end) {
    int label = end + END.length();
    int rule = text.indexOf(RULE, label, Math.min(text.length(), label + LONGEST_LABEL));
    return rule < 0 ? label : rule + RULE.length();
  }

  /** Where the base64 ends: whole lines of it, and words that are too long for prose. */
  private static int base64End(String text, int from) {
    int end = from;
    int at = from;
    while (at < text.length()) {
      int word = at;
      boolean beginsLine = false;
      while (word < text.length() && Character.isWhitespace(text.charAt(word))) {
        beginsLine |= text.charAt(word) == '\n';
        word++;
      }
      at = word;
      while (at < text.length() && isBase64(text.charAt(at))) {
        at++;
      }
      boolean isLine = beginsLine && at > word && endsLine(text, at);
      if (!isLine && at - word < LONGER_THAN_PROSE) {
        return end;
      }
      end = at;
    }
    return end;
  }

  private static boolean endsLine(String text, int at) {
    return at == text.length() || "\n\r\"'`".indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isBase64(char c) {
    return Ascii.isAlphanumeric(c) || c == '+' || c == '/' || c == '=';
  }
}
