package dev.signalbox.router.privacy;

import dev.signalbox.router.privacy.SecretName.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys and passwords by what is said of them, in code, JSON, YAML, XML, on command lines and
 * in prose: {@code api_key = "…"}, {@code password: …}, {@code --token …}, {@code the password is
 * …}, {@code Authorization: Bearer …}. Only the value is found, of eight characters at least.
 *
 * <p>A password may be anything but a reference ({@code ${NAME}}, {@code settings.get(…)}) and a
 * few words that people say of one, such as "required". In prose after "is", and as a secret, it is
 * no mere word. A key or token has letters and digits, or mixes capitals and small letters as no
 * name does. Right after its name, with a blank and nothing else, it has letters and digits.
 */
final class Assignments implements Detector {
  private static final int SHORTEST_WORD = 3;
  private static final int MOST_BLANKS = 4;
  private static final int LONGEST_TYPE = 24;
  private static final List<String> SIGNS = List.of(":=", "==", "=>", "->", "::", "=", ":", "|");
  private static final List<String> VERBS = List.of("is", "was", "are", "ist", "lautet", "est");
  private static final List<String> SCHEMES =
      List.of("bearer ", "basic ", "token ", "bot ", "apikey ");

  /** How a name and its value are joined. */
  enum Join {
    /** A sign: the value may be of any form. */
    SIGN,

    /** A verb, as in prose. */
    VERB,

    /** A blank only. */
    BLANK
  }

  /** Where a value begins, and how it is joined to its name. */
  private record Assigned(int value, Join join) {}

  @Override
  public void find(PlainText plain, List<Span> found) {
    if (plain.longestWord() < SHORTEST_WORD) {
      return;
    }
    String text = plain.text();
    int at = 0;
    while (at < text.length()) {
      SecretName name = SecretName.at(text, at);
      if (name == null) {
        at++;
        continue;
      }
      SecretValue value = valueOf(plain, name);
      if (value != null) {
        String what = name.kind() == Kind.PASSWORD ? "password" : Keys.NAME;
        found.add(new Span(value.start(), value.end(), what));
      }
      at = value == null ? at + 1 : value.end();
    }
  }

  private static @Nullable SecretValue valueOf(PlainText plain, SecretName name) {
    String text = plain.text();
    Assigned assigned = assigned(text, name);
    if (assigned == null) {
      return null;
    }
    int start = skipScheme(text, assigned.value);
    Kind kind =
        name.kind() == Kind.AUTHORIZATION && start > assigned.value ? Kind.PASSWORD : name.kind();
    SecretValue value = SecretValue.at(plain, start, name.isElement(text));
    if (value.isSecret(text, kind, assigned.join)) {
      return value;
    }
    int typed = afterType(text, start);
    SecretValue after = SecretValue.at(plain, typed, false);
    return typed > start && after.isSecret(text, kind, assigned.join) ? after : null;
  }

  private static @Nullable Assigned assigned(String text, SecretName name) {
    int closed = skip(text, name.end(), "\"'`)]*\u201d\u00bb", MOST_BLANKS);
    if (name.isElement(text) && text.startsWith(">", closed)) {
      return new Assigned(closed + 1, Join.SIGN);
    }
    if (text.startsWith("(", closed) && SecretValue.isQuote(text, closed + 1)) {
      return new Assigned(closed + 1, Join.SIGN);
    }
    int at = skip(text, closed, " \t", MOST_BLANKS);
    int verb = afterVerb(text, at, closed);
    int sign = afterSign(text, verb < 0 ? at : skip(text, verb, " \t", MOST_BLANKS));
    if (sign >= 0 && name.kind() != Kind.SCHEME) {
      return new Assigned(skip(text, skip(text, sign, "*", 2), " \t\n", MOST_BLANKS), Join.SIGN);
    }
    if (verb >= 0) {
      return new Assigned(skip(text, verb, " \t\n", MOST_BLANKS), Join.VERB);
    }
    if (at == closed) {
      return null;
    }
    return new Assigned(at, name.isOption(text) ? Join.SIGN : Join.BLANK);
  }

  private static int afterSign(String text, int at) {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        return at + sign.length();
      }
    }
    return -1;
  }

  private static int afterVerb(String text, int at, int nameEnd) {
    for (String verb : VERBS) {
      int end = at + verb.length();
      if (at > nameEnd
          && text.startsWith(verb, at)
          && (end == text.length() || !Ascii.isAlphanumeric(text.charAt(end)))) {
        return end;
      }
    }
    return -1;
  }

  private static int skipScheme(String text, int at) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
        return skip(text, at + scheme.length(), " ", MOST_BLANKS);
      }
    }
    return at;
  }

  /** Where the value begins if what stands at {@code at} is its type: {@code key: str = "…"}. */
  private static int afterType(String text, int at) {
    int end = at;
    while (end < text.length() && end - at < LONGEST_TYPE && isOfType(text.charAt(end))) {
      end++;
    }
    int sign = skip(text, end, " ", MOST_BLANKS);
    return end > at && text.startsWith("=", sign) ? skip(text, sign + 1, " ", MOST_BLANKS) : at;
  }

  private static boolean isOfType(char c) {
    return Ascii.isAlphanumeric(c) || "_.<>[]?|".indexOf(c) >= 0;
  }

  private static int skip(String text, int from, String skipped, int most) {
    int at = from;
    while (at < text.length() && at - from < most && skipped.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
