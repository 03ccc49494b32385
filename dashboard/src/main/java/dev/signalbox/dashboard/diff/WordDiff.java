package dev.signalbox.dashboard.diff;

import java.util.ArrayList;
import java.util.List;
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

  private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)|\\b");

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
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
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

  /** Words, runs of white space and punctuation; together they are the text. */
  private static List<String> words(String text) {
    String[] words = WORDS.split(text, MOST_WORDS);
    return List.of(words);
  }

  /** How many words the ends from i and j on have in common, in order. */
  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
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
