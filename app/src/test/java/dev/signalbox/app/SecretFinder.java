package dev.signalbox.app;

import dev.signalbox.router.privacy.GeneratedSecrets.Secret;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Looks for secrets in texts, in whichever case. */
record SecretFinder(List<Secret> secrets) {
  /** No card or telephone number has fewer. */
  private static final int FEWEST_DIGITS = 8;

  /** Those that stand in one of {@code texts} as they are. */
  List<Secret> asWritten(Collection<String> texts) {
    String all = String.join("\n", texts).toLowerCase(Locale.ROOT);
    return secrets.parallelStream()
        .filter(secret -> all.contains(secret.value().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /**
   * Numbers of which all digits can be read one after the other in one of {@code texts}, whatever
   * stands between them. Texts with ids and times in them hold digits enough for any number.
   */
  List<Secret> byDigits(Collection<String> texts) {
    List<String> numerous =
        texts.stream().filter(text -> Secret.digits(text).length() >= FEWEST_DIGITS).toList();
    String digits = String.join("\n", numerous.stream().map(Secret::digits).toList());
    return secrets.parallelStream()
        .filter(secret -> secret.isNumber() && digits.contains(Secret.digits(secret.value())))
        .filter(secret -> numerous.stream().anyMatch(secret::isLeft))
        .toList();
  }
}
