package dev.signalbox.router.privacy;

import dev.signalbox.router.privacy.Assignments.Join;
import dev.signalbox.router.privacy.SecretName.Kind;
import java.util.Locale;
import java.util.Set;

/**
 * What is assigned to a name that says it is secret.
 *
 * @param end after its last character, without closing quotes and the signs that end a sentence
 */
record SecretValue(int start, int end, boolean isQuoted) {
  private static final int LEAST = 8;

  /** Of a key by itself: a shorter one is rather a number of something. */
  private static final int LEAST_AFTER_BLANK = 12;

  /** Without digits, a shorter one is rather a name. */
  private static final int LEAST_OF_LETTERS = 16;

  /** What is longer names nothing: so nobody has to read it again from each name within. */
  private static final int LONGEST_NAMING = 256;

  private static final int LONGEST_QUOTED = 4096;
  private static final int LONGEST_FIELD = 32;
  private static final int LONGEST_PREFIX = 2;

  private static final String OPENING_QUOTES = "\"'`\u201c\u201e\u00ab";
  private static final String CLOSING_QUOTES = "\"'`\u201d\u201c\u00bb";
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private static final Set<String> SAID_OF_PASSWORDS =
      Set.of(
          "required",
          "optional",
          "incorrect",
          "protected",
          "unchanged",
          "undefined",
          "disabled",
          "encrypted",
          "forgotten",
          "mandatory",
          "generated",
          "expected",
          "accepted",
          "rejected",
          "redacted",
          "forbidden",
          "authentication",
          "management",
          "protection",
          "requirements");

  /**
   * The one that begins at an index.
   *
   * @param isElement whether it ends where an element of XML does
   */
  static SecretValue at(PlainText plain, int from, boolean isElement) {
    String text = plain.text();
    int quote = quote(text, from);
    if (quote >= 0) {
      int end = closing(plain, quote);
      return end >= 0
          ? new SecretValue(quote + 1, end, true)
          : new SecretValue(quote + 1, wordEnd(text, quote + 1), false);
    }
    int end = isElement ? elementEnd(text, from) : wordEnd(text, from);
    return new SecretValue(from, end, isElement);
  }

  static boolean isQuote(String text, int at) {
    return quote(text, at) >= 0;
  }

  /**
   * Where the quote stands that opens a string, after a prefix such as that of a raw one; or -1.
   */
  private static int quote(String text, int from) {
    for (int at = from; at < text.length() && at - from <= LONGEST_PREFIX; at++) {
      char c = text.charAt(at);
      if (OPENING_QUOTES.indexOf(c) >= 0) {
        return at;
      }
      if ("bBrRfFuU@$".indexOf(c) < 0) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * Where the string ends: in its line, by its quote, escaped as often as the one that opens it.
   */
  private static int closing(PlainText plain, int quote) {
    String text = plain.text();
    char closing = CLOSING_QUOTES.charAt(OPENING_QUOTES.indexOf(text.charAt(quote)));
    int escapes = plain.escapes(quote);
    int last = Math.min(text.length(), quote + 1 + LONGEST_QUOTED);
    for (int at = quote + 1; at < last; at++) {
      char c = text.charAt(at);
      if (c == closing && plain.escapes(at) == escapes) {
        return at;
      }
      if (c == '\n' && plain.escapes(at) == 0) {
        return -1;
      }
    }
    return -1;
  }

  private static int elementEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '<' && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    int open = 0;
    while (end < text.length() && !endsWord(text, from, end)) {
      char c = text.charAt(end);
      open += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
      if (open < 0) {
        break;
      }
      end++;
    }
    // Whether the whole was secret was decided when a part of it was replaced.
    if (end < text.length() && text.charAt(end) == PlainText.REPLACED) {
      return from;
    }
    while (end > from && ".,;:?*".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean endsWord(String text, int from, int at) {
    char c = text.charAt(at);
    return Character.isWhitespace(c)
        || OPENING_QUOTES.indexOf(c) >= 0
        || CLOSING_QUOTES.indexOf(c) >= 0
        || c == '<'
        || c == '>'
        || c == '|'
        || c == PlainText.REPLACED
        || (at > from && ",;&".indexOf(c) >= 0 && isField(text, at + 1));
  }

  /** Whether the next field of a list begins here, {@code name=} or {@code name:}. */
  private static boolean isField(String text, int from) {
    int at = from;
    while (at < text.length() && at - from < LONGEST_FIELD && isOfField(text.charAt(at))) {
      at++;
    }
    return at > from && at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':');
  }

  private static boolean isOfField(char c) {
    return Ascii.isWord(c) || c == ' ' || c == '.';
  }

  boolean isSecret(String text, Kind kind, Join join) {
    if (end - start > LONGEST_NAMING && !isQuoted) {
      return true;
    }
    if (end - start < LEAST || isReference(text)) {
      return false;
    }
    if (join == Join.BLANK) {
      return kind == Kind.PASSWORD
          ? hasLettersAndDigits(text)
          : (end - start >= LEAST_AFTER_BLANK || kind == Kind.SCHEME) && looksLikeKey(text);
    }
    return switch (kind) {
      case PASSWORD -> isQuoted || (join == Join.SIGN ? !isSaid(text) : !isWord(text));
      case SECRET -> isQuoted || !isWord(text) || looksLikeKey(text);
      case KEY, AUTHORIZATION, SCHEME -> looksLikeKey(text);
    };
  }

  /** It names the secret, or says how to get it; or it is masked already. */
  private boolean isReference(String text) {
    return (!isQuoted && isCall(text))
        || text.startsWith("${", start)
        || isVariable(text)
        || text.startsWith("{{", start)
        || text.substring(start, end).chars().noneMatch(Character::isLetterOrDigit);
  }

  /** {@code settings.get("…")}, of which the value ends with the quote, or {@code secret()}. */
  private boolean isCall(String text) {
    int at = start;
    while (at < end && (Ascii.isWord(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at > start
        && at < end
        && text.charAt(at) == '('
        && (text.lastIndexOf('.', at) >= start
            || text.charAt(end - 1) == '('
            || text.startsWith("()", at));
  }

  private boolean isVariable(String text) {
    return text.charAt(start) == '$'
        && text.substring(start + 1, end)
            .chars()
            .allMatch(c -> c == '_' || Character.isUpperCase(c));
  }

  private boolean isSaid(String text) {
    return SAID_OF_PASSWORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private boolean isWord(String text) {
    return text.substring(start, end).chars().allMatch(c -> Character.isLetter(c) || c == '\'');
  }

  private boolean hasLettersAndDigits(String text) {
    String value = text.substring(start, end);
    return value.chars().anyMatch(Character::isLetter)
        && value.chars().anyMatch(Character::isDigit);
  }

  private boolean looksLikeKey(String text) {
    String value = text.substring(start, end);
    return value.indexOf(' ') < 0
        && value.indexOf(PlainText.REPLACED) < 0
        && !value.contains("://")
        && (hasLettersAndDigits(text) || isMixed(value));
  }

  /** A name changes between small letters and capitals once a word, a key all the time. */
  private static boolean isMixed(String value) {
    int changes = 0;
    for (int i = 1; i < value.length(); i++) {
      boolean isChange = Ascii.isUpper(value.charAt(i)) != Ascii.isUpper(value.charAt(i - 1));
      changes += isChange ? 1 : 0;
    }
    return value.length() >= LEAST_OF_LETTERS && changes * 3 >= value.length();
  }
}
