package dev.signalbox.router.privacy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds keys and passwords by what is said of them: {@code api_key = "…"}, {@code password: …},
 * {@code Authorization: Bearer …}, {@code scheme://user:password@host}. Only the value is found, of
 * eight characters at least; one that is no password has to look like a key: letters and digits, or
 * twenty characters and more.
 */
final class Credentials implements Detector {
  private static final String PASSWORD = "password";
  private static final int LONG = 20;

  /** Quotes, also those that JSON within a text escapes. */
  private static final String QUOTES = "[\"'`\\\\]{0,10}";

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(pass[_-]?word|passwd|passphrase|pwd|secret|token|credential|(?:api|access|auth|private"
              + "|account|encryption|signing|shared|secret|master)[ _-]?keys?|apikey)"
              + "[A-Za-z0-9_-]{0,24}+"
              + QUOTES
              + "\\s{0,4}+(?::=|=>|->|[:=]|\\bis\\b)\\s{0,4}+(?:bearer\\s{1,4}+|basic\\s{1,4}+)?"
              + "(?:\\\\{0,8}+\"([^\"\\\\\\r\\n]{8,512}+)|\\\\{0,8}+'([^'\\\\\\r\\n]{8,512}+)"
              + "|([^\\s\"'`\\\\,;<>{}()\\[\\]]{8,4096}+))");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(?:bearer|basic)\\s{1,4}+([A-Za-z0-9._~+/=-]{16,8192}+)");

  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\\s/:@\"'<>\\\\]{0,128}+:([^\\s/@\"'<>\\\\]{1,256}+)@");

  @Override
  public void find(String text, Traits traits, List<Span> found) {
    if (traits.hasAt() && text.contains("://")) {
      Matcher address = IN_ADDRESS.matcher(text);
      while (address.find()) {
        found.add(new Span(address.start(1), address.end(1), PASSWORD));
      }
    }
    if (traits.longestKeyLike() >= 5) {
      findBearers(text, found);
      findAssigned(text, found);
    }
  }

  private static void findBearers(String text, List<Span> found) {
    Matcher bearer = BEARER.matcher(text);
    while (bearer.find()) {
      if (looksLikeAKey(bearer.group(1))) {
        found.add(new Span(bearer.start(1), bearer.end(1), Keys.NAME));
      }
    }
  }

  private static void findAssigned(String text, List<Span> found) {
    Matcher assigned = ASSIGNED.matcher(text);
    while (assigned.find()) {
      String what = assigned.group(1).toLowerCase(Locale.ROOT);
      boolean isPassword = what.startsWith("pass") || what.equals("pwd");
      int group = assigned.start(2) >= 0 ? 2 : assigned.start(3) >= 0 ? 3 : 4;
      String value = assigned.group(group);
      if (isPassword ? looksLikeAPassword(value, group) : looksLikeAKey(value)) {
        found.add(
            new Span(
                assigned.start(group), assigned.end(group), isPassword ? PASSWORD : Keys.NAME));
      }
    }
  }

  /** Whatever is in quotes; else no mere word, as in "the password is required". */
  private static boolean looksLikeAPassword(String value, int group) {
    return group < 4 || value.chars().anyMatch(c -> !Character.isLetter(c));
  }

  private static boolean looksLikeAKey(String value) {
    boolean hasDigit = value.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean hasLetter = value.chars().anyMatch(Character::isLetter);
    boolean hasSpace = value.indexOf(' ') >= 0;
    return !hasSpace && hasLetter && (hasDigit || value.length() >= LONG);
  }
}
