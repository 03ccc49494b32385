package dev.signalbox.router.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word that says that what is assigned to it is secret, alone or within the name of a variable:
 * {@code password}, {@code DB_PASSWORD_2}, {@code accessToken}, {@code x-api-key}; but neither
 * {@code tokenizer} nor {@code secretary}.
 *
 * @param start where the telling word begins
 * @param end where the whole name ends
 */
record SecretName(int start, int end, Kind kind) {
  /** What is assigned to a name. */
  enum Kind {
    PASSWORD,
    SECRET,
    KEY,

    /** A header with a scheme and what proves it. */
    AUTHORIZATION,

    /** Such a scheme by itself. */
    SCHEME
  }

  private record Word(String text, Kind kind) {}

  private static final List<Word> WORDS =
      List.of(
          new Word("password", Kind.PASSWORD),
          new Word("passwort", Kind.PASSWORD),
          new Word("kennwort", Kind.PASSWORD),
          new Word("passwd", Kind.PASSWORD),
          new Word("passphrase", Kind.PASSWORD),
          new Word("passcode", Kind.PASSWORD),
          new Word("pwd", Kind.PASSWORD),
          new Word("secret", Kind.SECRET),
          new Word("token", Kind.KEY),
          new Word("credential", Kind.KEY),
          new Word("key", Kind.KEY),
          new Word("authorization", Kind.AUTHORIZATION),
          new Word("bearer", Kind.SCHEME),
          new Word("basic", Kind.SCHEME));

  /** Without one of these before it, a key is one of a map, a piano or a door. */
  private static final List<String> KINDS_OF_KEYS =
      List.of(
          "api",
          "access",
          "auth",
          "private",
          "account",
          "encryption",
          "signing",
          "shared",
          "secret",
          "master",
          "client",
          "license",
          "service",
          "subscription");

  private static final int LONGEST_REST = 24;
  private static final int LONGEST_START = 40;

  /** The one whose telling word begins at an index; null if none does. */
  static @Nullable SecretName at(String text, int at) {
    int letter = text.charAt(at) | 0x20;
    for (Word word : WORDS) {
      if (word.text.charAt(0) == letter
          && isAt(text, at, word.text)
          && (!word.text.equals("key") || isOfKnownKind(text, at))) {
        int end = nameEnd(text, at + word.text.length());
        return end < 0 ? null : new SecretName(at, end, word.kind);
      }
    }
    return null;
  }

  private static boolean isAt(String text, int at, String word) {
    return text.regionMatches(true, at, word, 0, word.length());
  }

  private static boolean isOfKnownKind(String text, int key) {
    boolean isParted = key > 0 && " _-".indexOf(text.charAt(key - 1)) >= 0;
    int end = isParted ? key - 1 : key;
    return KINDS_OF_KEYS.stream().anyMatch(kind -> isAt(text, end - kind.length(), kind));
  }

  /** Where the name ends whose telling word ends at {@code from}; -1 if it is another word. */
  private static int nameEnd(String text, int from) {
    int at = from;
    if (at < text.length() && (text.charAt(at) | 0x20) == 's') {
      at++;
    }
    if (at < text.length() && isSameWord(text.charAt(at - 1), text.charAt(at))) {
      return -1;
    }
    int end = at;
    while (end < text.length() && end - at < LONGEST_REST && Ascii.isWord(text.charAt(end))) {
      end++;
    }
    // An arrow begins with a hyphen.
    return end > at && end < text.length() && text.startsWith("->", end - 1) ? end - 1 : end;
  }

  private static boolean isSameWord(char last, char next) {
    return Ascii.isLower(next) || (Ascii.isUpper(last) && Ascii.isUpper(next));
  }

  /** Where the name of the variable, the option or the element begins. */
  private int nameStart(String text) {
    int at = start;
    while (at > 0 && start - at < LONGEST_START && Ascii.isWord(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** Whether it is an option of a command: {@code --password}. */
  boolean isOption(String text) {
    int name = nameStart(text);
    boolean isReplacedBefore = name > 0 && text.charAt(name - 1) == PlainText.REPLACED;
    return text.startsWith("--", name) && !isReplacedBefore;
  }

  /** Whether it is an element of XML: {@code <password>}. */
  boolean isElement(String text) {
    int name = nameStart(text);
    return name > 0 && text.charAt(name - 1) == '<';
  }
}
