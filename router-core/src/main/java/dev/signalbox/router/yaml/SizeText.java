package dev.signalbox.router.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of bytes as files write them: a whole number and a unit, each 1024 times the one before.
 */
public final class SizeText {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(KB|MB|GB|TB)");
  private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB");
  private static final int BITS_A_UNIT = 10;

  private SizeText() {}

  static Optional<Long> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(Long.parseLong(matcher.group(1)) << bits(UNITS.indexOf(matcher.group(2))))
        : Optional.empty();
  }

  /** In the largest unit of which there is at least one, rounded down. */
  public static String of(long bytes) {
    for (int unit = UNITS.size() - 1; unit >= 0; unit--) {
      long count = bytes >> bits(unit);
      if (count > 0) {
        return count + UNITS.get(unit);
      }
    }
    return bytes + " bytes";
  }

  private static int bits(int unit) {
    return (unit + 1) * BITS_A_UNIT;
  }
}
