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
 * Takes time in proportion to the text, whatever it says. Immutable, thread-safe.
 *
 * <p>It sees through escapes of JSON, spaces and dashes of other kinds, digits of full width and
 * characters of no width. Out of its reach is what does not stand there: the base64 of a secret,
 * one that is spread over several texts or spelled out in words, an image of one; and names, postal
 * addresses and the like, which have no form. What the rules of a kind are, its detector says.
 */
public final class Redactor {
  private static final List<Detector> BUILT_IN =
      List.of(new Keys(), new Credentials(), new Mail(), new Numbers());

  private final List<Detector> detectors;

  /**
   * A rule of the user's own.
   *
   * @param name replaces what is found, in brackets
   */
  public record Rule(String name, Pattern pattern) {
    private static final String NAME = "[a-z][a-z0-9-]{0,30}";

    /**
     * Makes one of a regular expression in the syntax of RE2, which never takes long.
     *
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

    private void find(String text, List<Span> found) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          found.add(new Span(matcher.start(), matcher.end(), name));
        }
      }
    }
  }

  private Redactor(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  /** With the built-in detectors only. */
  public static Redactor standard() {
    return new Redactor(BUILT_IN);
  }

  /** With these rules besides; where two find the same, the one that was there first names it. */
  public Redactor with(List<Rule> more) {
    Stream<Detector> own = more.stream().map(rule -> (text, _, found) -> rule.find(text, found));
    return new Redactor(Stream.concat(detectors.stream(), own).toList());
  }

  /** The text without what was found; the same instance when that is nothing. */
  public String redact(String text) {
    PlainText plain = PlainText.of(text);
    Traits traits = Traits.of(plain.text());
    List<Span> found = new ArrayList<>();
    detectors.forEach(detector -> detector.find(plain.text(), traits, found));
    found.removeIf(span -> plain.text().startsWith("[" + span.name() + "]", span.start()));
    return found.isEmpty() ? text : replaced(text, plain, merged(found));
  }

  /** One span for all that overlap, named by the one that was found first. */
  private static List<Span> merged(List<Span> found) {
    List<Span> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Span::start));
    List<Span> merged = new ArrayList<>();
    for (Span span : sorted) {
      if (!merged.isEmpty() && merged.getLast().overlaps(span)) {
        Span last = merged.removeLast();
        String name = found.indexOf(last) <= found.indexOf(span) ? last.name() : span.name();
        merged.add(new Span(last.start(), Math.max(last.end(), span.end()), name));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static String replaced(String text, PlainText plain, List<Span> spans) {
    StringBuilder redacted = new StringBuilder(text.length());
    int from = 0;
    for (Span span : spans) {
      redacted.append(text, from, plain.place(span.start()));
      redacted.append('[').append(span.name()).append(']');
      from = plain.after(span.end());
    }
    return redacted.append(text, from, text.length()).toString();
  }
}
