package dev.signalbox.router.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces what looks like a secret or personal data by the name of what it is: {@code [email]},
 * {@code [phone]}, {@code [card]}, {@code [key]}, {@code [password]}, or a name of the user's own.
 * Takes time in proportion to the text, whatever it says. What was redacted once stays as it is.
 * Immutable, thread-safe.
 *
 * <p>It sees through escapes of JSON, spaces and dashes of other kinds, digits of full width and
 * characters of no width. Out of its reach is what does not stand there: the base64 or the
 * percent-encoding of a secret, one that is spread over several texts or spelled out in words, an
 * image of one; and names, postal addresses and the like, which have no form. What the rules of a
 * kind are, its detector says.
 */
public final class Redactor {
  private static final List<Detector> BUILT_IN =
      List.of(
          new PrivateKeys(),
          new Keys(),
          new Assignments(),
          new Addresses(),
          new Cards(),
          new Phones());

  private static final List<String> PLACEHOLDERS =
      List.of("[email]", "[phone]", "[card]", "[key]", "[password]");

  private final List<Detector> detectors;

  /** What stands in place of what was found; in a text that comes here it is left alone. */
  private final List<String> placeholders;

  /**
   * A rule of the user's own.
   *
   * @param name replaces what is found, in brackets
   */
  public record Rule(String name, Pattern pattern) {
    private static final String NAME = "[a-z][a-z0-9-]{0,30}";

    /**
     * Makes one of a regular expression in the syntax of RE2, which never takes long. It is matched
     * with the text as a reader sees it, without escapes.
     *
     * @param name lower-case letters, digits and hyphens, 31 at most, a letter first
     * @throws IllegalArgumentException if the name or the expression cannot be one, saying why
     */
    public static Rule of(String name, String regex) {
      if (!name.matches(NAME)) {
        throw new IllegalArgumentException(
            "a rule's name has lower-case letters, digits and hyphens, and begins with a letter");
      }
      try {
        Pattern pattern = Pattern.compile(regex);
        if (pattern.matcher("").matches()) {
          throw new IllegalArgumentException("this pattern fits nothing at all, and so everything");
        }
        return new Rule(name, pattern);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "this is no regular expression (RE2 syntax): " + e.getDescription(), e);
      }
    }

    private void find(PlainText plain, List<Span> found) {
      Matcher matcher = pattern.matcher(plain.text());
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          found.add(new Span(matcher.start(), matcher.end(), name));
        }
      }
    }
  }

  private Redactor(List<Detector> detectors, List<String> placeholders) {
    this.detectors = List.copyOf(detectors);
    this.placeholders = List.copyOf(placeholders);
  }

  /** With the built-in detectors only. */
  public static Redactor standard() {
    return new Redactor(BUILT_IN, PLACEHOLDERS);
  }

  /** With these rules besides; where two find the same, the one that was there first names it. */
  public Redactor with(List<Rule> more) {
    Stream<Detector> own = more.stream().map(rule -> rule::find);
    Stream<String> names = more.stream().map(rule -> placeholder(rule.name()));
    return new Redactor(
        Stream.concat(detectors.stream(), own).toList(),
        Stream.concat(placeholders.stream(), names).distinct().toList());
  }

  private static String placeholder(String name) {
    return "[" + name + "]";
  }

  /** The text without what was found; the same instance when that is nothing. */
  public String redact(String text) {
    PlainText plain = PlainText.of(text, placeholders);
    List<Span> found = new ArrayList<>();
    detectors.forEach(detector -> detector.find(plain, found));
    found.removeIf(span -> isReplaced(plain.text(), span));
    found.sort(Comparator.comparingInt(Span::start));
    return found.isEmpty() ? text : replaced(text, plain, merged(found));
  }

  /** One span for all that overlap, named by the longest; of those as long, by the first found. */
  private static List<Span> merged(List<Span> sorted) {
    List<Span> merged = new ArrayList<>();
    int longest = 0;
    for (Span span : sorted) {
      if (merged.isEmpty() || !merged.getLast().overlaps(span)) {
        merged.add(span);
        longest = span.length();
      } else {
        Span last = merged.removeLast();
        String name = span.length() > longest ? span.name() : last.name();
        merged.add(new Span(last.start(), Math.max(last.end(), span.end()), name));
        longest = Math.max(longest, span.length());
      }
    }
    return merged;
  }

  private static boolean isReplaced(String text, Span span) {
    return text.substring(span.start(), span.end()).chars().allMatch(c -> c == PlainText.REPLACED);
  }

  private static String replaced(String text, PlainText plain, List<Span> spans) {
    StringBuilder redacted = new StringBuilder(text.length());
    int from = 0;
    for (Span span : spans) {
      redacted.append(text, from, plain.place(span.start()));
      redacted.append(placeholder(span.name()));
      from = plain.place(span.end());
    }
    return redacted.append(text, from, text.length()).toString();
  }
}
