package dev.signalbox.router.privacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds e-mail addresses, from the {@code @} on in both directions. */
final class Mail implements Detector {
  private static final int LONGEST_LOCAL = 64;

  private static final Pattern DOMAIN =
      Pattern.compile("(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62}+)\\.){1,8}[\\p{L}]{2,24}+");

  @Override
  public void find(String text, Traits traits, List<Span> found) {
    if (!traits.hasAt()) {
      return;
    }
    Matcher domain = DOMAIN.matcher(text);
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = localStart(text, at);
      domain.region(at + 1, text.length());
      if (start < at && domain.lookingAt()) {
        found.add(new Span(start, domain.end(), "email"));
      }
    }
  }

  private static int localStart(String text, int at) {
    int start = at;
    while (start > 0 && at - start < LONGEST_LOCAL && isLocal(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+-'!#$&*/=?^{|}~".indexOf(c) >= 0;
  }
}
