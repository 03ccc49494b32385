package dev.signalbox.router.privacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds keys by their form: prefixes of well-known issuers, JSON web tokens, private keys. */
final class Keys implements Detector {
  static final String NAME = "key";

  /** Not within a word, unless what comes before is an escape of JSON. */
  static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf])|(?<=\\\\u[0-9A-Fa-f]{4}))";

  private static final int SHORTEST = 14;

  private static final Pattern PREFIXED =
      Pattern.compile(
          START
              + "(?:sk-[A-Za-z0-9_-]{20,4096}+" // OpenAI, Anthropic, OpenRouter, DeepSeek
              + "|pplx-[A-Za-z0-9]{20,4096}+"
              + "|gsk_[A-Za-z0-9]{20,4096}+"
              + "|xai-[A-Za-z0-9]{20,4096}+"
              + "|AIza[A-Za-z0-9_-]{30,4096}+"
              + "|ya29\\.[A-Za-z0-9_-]{20,4096}+"
              + "|(?:AKIA|ASIA)[A-Z0-9]{16}+"
              + "|gh[pousr]_[A-Za-z0-9]{20,4096}+"
              + "|github_pat_[A-Za-z0-9_]{20,4096}+"
              + "|glpat-[A-Za-z0-9_-]{15,4096}+"
              + "|xox[abeoprs]-[A-Za-z0-9-]{10,4096}+"
              + "|xapp-[A-Za-z0-9-]{10,4096}+"
              + "|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,4096}+"
              + "|whsec_[A-Za-z0-9+/=]{16,4096}+"
              + "|hf_[A-Za-z0-9]{20,4096}+"
              + "|npm_[A-Za-z0-9]{30,4096}+"
              + "|pypi-[A-Za-z0-9_-]{30,4096}+"
              + "|SG\\.[A-Za-z0-9_-]{16,128}+\\.[A-Za-z0-9_-]{16,128}+"
              + "|eyJ[A-Za-z0-9_-]{8,8192}+\\.[A-Za-z0-9_-]{4,16384}+(?:\\.[A-Za-z0-9_-]{4,8192}+)?)");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
              + "(?s:.*?)(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)");

  @Override
  public void find(String text, Traits traits, List<Span> found) {
    if (traits.longestKeyLike() >= SHORTEST) {
      add(PREFIXED.matcher(text), found);
    }
    if (text.contains("-----BEGIN ")) {
      add(PRIVATE_KEY.matcher(text), found);
    }
  }

  private static void add(Matcher matcher, List<Span> found) {
    while (matcher.find()) {
      found.add(new Span(matcher.start(), matcher.end(), NAME));
    }
  }
}
