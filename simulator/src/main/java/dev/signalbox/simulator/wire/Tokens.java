package dev.signalbox.simulator.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repeatable guess at token counts: a token is up to eight letters, up to three digits or one
 * other sign, with the white space before it. On English it comes within a fifth of what providers
 * count.
 */
public final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:\\p{L}{1,8}|\\p{N}{1,3}|[^\\s\\p{L}\\p{N}])");

  /** Streamed text comes in pieces of so many tokens, or in larger ones when it is long. */
  private static final int PIECE = 3;

  private static final int MOST_PIECES = 100;

  private Tokens() {}

  public static int count(String text) {
    return (int) TOKEN.matcher(text).results().count();
  }

  /** {@code text} in the pieces in which a model utters it; none when it is empty. */
  public static List<String> pieces(String text) {
    int size = Math.max(PIECE, Math.ceilDiv(count(text), MOST_PIECES));
    List<String> pieces = new ArrayList<>();
    for (String rest = text; !rest.isEmpty(); ) {
      String piece = first(size, rest);
      pieces.add(piece);
      rest = rest.substring(piece.length());
    }
    return pieces;
  }

  /** The beginning of {@code text} that has at most {@code limit} tokens. */
  static String first(int limit, String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    for (int found = 0; found < limit; found++) {
      if (!matcher.find()) {
        return text;
      }
      end = matcher.end();
    }
    return matcher.find() ? text.substring(0, end) : text;
  }
}
