package dev.signalbox.router.privacy;

import java.util.List;

/**
 * Finds keys by their form: what well-known issuers begin theirs with, at the length theirs have at
 * least, and JSON web tokens. A key begins where a word does, or after a hyphen or underscore.
 */
final class Keys implements Detector {
  static final String NAME = "key";

  private static final int SHORTEST_WORD = 14;
  private static final int TELLING = 64;

  /** What a key is made of after its prefix. */
  private enum Alphabet {
    LETTERS_AND_DIGITS,
    CAPITALS_AND_DIGITS,
    WORD;

    boolean has(char c) {
      return switch (this) {
        case LETTERS_AND_DIGITS -> Ascii.isAlphanumeric(c);
        case CAPITALS_AND_DIGITS -> Ascii.isUpper(c) || Ascii.isDigit(c);
        case WORD -> Ascii.isWord(c);
      };
    }
  }

  /** How many characters of which alphabet there are after a prefix, at least. */
  private record Form(String prefix, int least, Alphabet alphabet) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("sk-", 20, Alphabet.WORD), // OpenAI, Anthropic, OpenRouter, DeepSeek
          new Form("pplx-", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("gsk_", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("xai-", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("AIza", 30, Alphabet.WORD), // Google
          new Form("AKIA", 16, Alphabet.CAPITALS_AND_DIGITS), // AWS
          new Form("ASIA", 16, Alphabet.CAPITALS_AND_DIGITS), // AWS, for a while
          new Form("ghp_", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("gho_", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("ghu_", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("ghs_", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("ghr_", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("github_pat_", 22, Alphabet.WORD),
          new Form("glpat-", 15, Alphabet.WORD),
          new Form("xoxa-", 10, Alphabet.WORD), // Slack
          new Form("xoxb-", 10, Alphabet.WORD),
          new Form("xoxc-", 10, Alphabet.WORD),
          new Form("xoxd-", 10, Alphabet.WORD),
          new Form("xoxe-", 10, Alphabet.WORD),
          new Form("xoxo-", 10, Alphabet.WORD),
          new Form("xoxp-", 10, Alphabet.WORD),
          new Form("xoxr-", 10, Alphabet.WORD),
          new Form("xoxs-", 10, Alphabet.WORD),
          new Form("xapp-", 10, Alphabet.WORD),
          new Form("sk_live_", 10, Alphabet.LETTERS_AND_DIGITS), // Stripe
          new Form("sk_test_", 10, Alphabet.LETTERS_AND_DIGITS),
          new Form("rk_live_", 10, Alphabet.LETTERS_AND_DIGITS),
          new Form("rk_test_", 10, Alphabet.LETTERS_AND_DIGITS),
          new Form("whsec_", 16, Alphabet.LETTERS_AND_DIGITS),
          new Form("hf_", 20, Alphabet.LETTERS_AND_DIGITS),
          new Form("npm_", 30, Alphabet.LETTERS_AND_DIGITS),
          new Form("pypi-", 30, Alphabet.WORD));

  private static final int SHORTEST_TOKEN_PART = 10;

  @Override
  public void find(PlainText plain, List<Span> found) {
    if (plain.longestWord() < SHORTEST_WORD) {
      return;
    }
    String text = plain.text();
    int at = 0;
    while (at < text.length()) {
      if (Ascii.isWord(text.charAt(at))) {
        int wordEnd = Ascii.wordEnd(text, at);
        at = wordEnd - at < SHORTEST_WORD ? wordEnd : findInWord(text, at, wordEnd, found);
      } else {
        at++;
      }
    }
  }

  /** Returns where to go on: the end of the word, or of a token that goes on after it. */
  private static int findInWord(String text, int start, int wordEnd, List<Span> found) {
    int at = start;
    while (at < wordEnd) {
      boolean begins = at == start || !Ascii.isAlphanumeric(text.charAt(at - 1));
      int end = begins ? keyEnd(text, at, wordEnd) : at;
      if (end > at) {
        found.add(new Span(at, end, NAME));
      }
      at = Math.max(at + 1, end);
    }
    return at;
  }

  /** Where the key that begins here ends; {@code at} when none does. */
  private static int keyEnd(String text, int at, int wordEnd) {
    if (text.startsWith("eyJ", at)) { // the base64 of {"
      return tokenEnd(text, at, wordEnd);
    }
    for (Form form : FORMS) {
      if (text.startsWith(form.prefix, at)) {
        int body = at + form.prefix.length();
        int end = form.alphabet == Alphabet.WORD ? wordEnd : bodyEnd(text, body, wordEnd, form);
        if (end - body >= form.least && isNoPhrase(text, body, end)) {
          return end;
        }
      }
    }
    return at;
  }

  private static int bodyEnd(String text, int from, int wordEnd, Form form) {
    int end = from;
    while (end < wordEnd && form.alphabet.has(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Words joined by hyphens have neither capitals nor digits; the first of them tell. */
  private static boolean isNoPhrase(String text, int start, int end) {
    int last = Math.min(end, start + TELLING);
    for (int i = start; i < last; i++) {
      if (Ascii.isDigit(text.charAt(i)) || Ascii.isUpper(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** A JSON web token has three parts, an encrypted one five; the last may be empty. */
  private static int tokenEnd(String text, int at, int wordEnd) {
    if (wordEnd - at < SHORTEST_TOKEN_PART) {
      return at;
    }
    int end = wordEnd;
    int parts = 1;
    while (parts < 5 && end < text.length() && text.charAt(end) == '.') {
      end = Ascii.wordEnd(text, end + 1);
      parts++;
    }
    return parts < 3 ? at : end;
  }
}
