package dev.signalbox.router.attempt;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.provider.PieceSink;

/**
 * Where the rest of an answer meets its beginning: models like to repeat the last words. Holds text
 * back only while it may yet prove to be a repetition. Not thread-safe.
 */
public final class Seam implements PieceSink {
  /** A longer repetition is not looked for. */
  private static final int LONGEST = 400;

  /** A shorter one is more likely to be meant. */
  private static final int SHORTEST = 8;

  private final String before;
  private final PieceSink sink;
  private final StringBuilder held = new StringBuilder();
  private boolean passed;

  Seam(String before, PieceSink sink) {
    this.before = before.substring(Math.max(0, before.length() - LONGEST));
    this.sink = sink;
  }

  @Override
  public void accept(Piece piece) {
    if (passed || !(piece instanceof Piece.Text(String text))) {
      sink.accept(piece);
      return;
    }
    held.append(text);
    if (!mayGoOnRepeating(held.toString())) {
      end();
    }
  }

  /** Says that nothing more comes. */
  public void end() {
    if (passed) {
      return;
    }
    passed = true;
    String rest = held.substring(overlap(before, held.toString()));
    if (!rest.isEmpty()) {
      sink.accept(new Piece.Text(rest));
    }
  }

  /** How many characters at the start of {@code after} repeat the end of {@code before}. */
  static int overlap(String before, String after) {
    int most = Math.min(LONGEST, Math.min(before.length(), after.length()));
    for (int length = most; length >= SHORTEST; length--) {
      if (before.regionMatches(before.length() - length, after, 0, length)) {
        return length;
      }
    }
    return 0;
  }

  /** Whether more text could make a longer repetition than there is. */
  private boolean mayGoOnRepeating(String after) {
    for (int start = 0; start <= before.length() - SHORTEST; start++) {
      int length = before.length() - start;
      if (length > after.length() && before.startsWith(after, start)) {
        return true;
      }
    }
    return false;
  }
}
