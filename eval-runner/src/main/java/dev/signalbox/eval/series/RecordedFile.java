package dev.signalbox.eval.series;

import dev.signalbox.router.yaml.InvalidFileException;
import dev.signalbox.router.yaml.Problem;
import java.util.ArrayList;
import java.util.List;

/** The name of a file that is being read, and what was found wrong with it. Not thread-safe. */
final class RecordedFile {
  /** Enough to see a pattern; the rest is likely more of it. */
  private static final int MOST_PROBLEMS = 20;

  private final String name;
  private final List<Problem> problems = new ArrayList<>();

  RecordedFile(String name) {
    this.name = name;
  }

  /**
   * Notes a problem; reading goes on.
   *
   * @throws InvalidFileException when that makes too many
   */
  void problem(int line, int column, String sentence) {
    problems.add(new Problem(name, line, column, sentence));
    if (problems.size() == MOST_PROBLEMS) {
      throw new InvalidFileException(problems);
    }
  }

  /** The exception for a problem after which reading on makes no sense. */
  InvalidFileException fatal(int line, int column, String sentence) {
    problems.add(new Problem(name, line, column, sentence));
    return new InvalidFileException(problems);
  }

  void throwIfAnyProblem() {
    if (!problems.isEmpty()) {
      throw new InvalidFileException(problems);
    }
  }

  /** In quotes, short and on one line, whatever the file held. */
  static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return '"' + (line.length() <= 40 ? line : line.substring(0, 40) + "…") + '"';
  }
}
