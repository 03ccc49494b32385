package dev.signalbox.router.provider;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what a provider says about a failure into one line fit for people, logs and rows. */
final class Detail {
  private static final int LONGEST = 500;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\s]+");

  /** The shapes of keys, by their prefixes, as the vendors give them out. */
  private static final Pattern KEY =
      Pattern.compile("\\b(?:(?:sk|pk|rk|gsk|xai|pplx|tgp|csk|nvapi)[-_]|AIza)[\\w*.\\-]+");

  private static final String HIDDEN = "[key hidden]";

  private Detail() {}

  /** One line of at most 500 characters, without control characters and without keys. */
  static String line(String said) {
    // Cut first, roughly, so that a huge body costs nothing; finely at the end.
    String rough = said.length() > 4 * LONGEST ? said.substring(0, 4 * LONGEST) : said;
    String line = UNPRINTABLE.matcher(rough).replaceAll(" ").strip();
    line = withoutMaskedWords(KEY.matcher(line).replaceAll(HIDDEN));
    return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
  }

  /** The same, without {@code key} in particular, whatever it looks like. */
  static String line(String said, ApiKey key) {
    return line(said.replace(key.secret(), HIDDEN));
  }

  /** OpenAI's 401 masks the key's middle and shows its ends; the ends are nobody's business. */
  private static String withoutMaskedWords(String line) {
    return Arrays.stream(line.split(" "))
        .map(word -> word.contains("***") ? HIDDEN : word)
        .collect(Collectors.joining(" "));
  }
}
