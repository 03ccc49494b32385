package dev.signalbox.router.yaml;

/**
 * One thing wrong with a file, and what would be right.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Problem(String file, int line, int column, String sentence) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + sentence;
  }
}
