package dev.signalbox.dashboard.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two texts word by word.
 *
 * @param before the older text, whole
 * @param after the newer one, whole
 */
public record WordDiff(List<Piece> before, List<Piece> after) {
  /** What lies beyond counts as one word: the work grows with the square. */
  private static final int MOST_WORDS = 1_500;

  /** A word (amounts and dates are words), or a single sign, with the white space after it. */
  private static final Pattern WORDS =
      Pattern.compile("(?:[\\p{L}\\p{N}]+(?:[.,:/_-][\\p{L}\\p{N}]+)*|.)\\s*", Pattern.DOTALL);

  public WordDiff {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** A stretch of one text that the other has too, or has not. */
  public record Piece(String text, boolean differs) {}

  public static WordDiff of(String before, String after) {
    List<String> old = words(before);
    List<String> now = words(after);
    int[][] common = common(old, now);
    List<Piece> oldPieces = new ArrayList<>();
    List<Piece> nowPieces = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && same(old.get(i), now.get(j))) {
        add(oldPieces, old.get(i++), false);
        add(nowPieces, now.get(j++), false);
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        add(oldPieces, old.get(i++), true);
      } else {
        add(nowPieces, now.get(j++), true);
      }
    }
    return new WordDiff(oldPieces, nowPieces);
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORDS.matcher(text);
    int end = 0;
    while (words.size() < MOST_WORDS && matcher.find()) {
      words.add(matcher.group());
      end = matcher.end();
    }
    if (end < text.length()) {
      words.add(text.substring(end));
    }
    return words;
  }

  /** White space alone makes no difference. */
  private static boolean same(String word, String other) {
    return word.strip().equals(other.strip());
  }

  /** How many words the ends from i and j on have in common, in order. */
  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            same(old.get(i), now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static void add(List<Piece> pieces, String word, boolean differs) {
    if (!pieces.isEmpty() && pieces.getLast().differs() == differs) {
      Piece last = pieces.removeLast();
      pieces.add(new Piece(last.text() + word, differs));
    } else {
      pieces.add(new Piece(word, differs));
    }
  }
}
