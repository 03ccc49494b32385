package dev.signalbox.eval.grade;

/** A grader's verdict on one answer. */
public sealed interface Grade {

  /**
   * @param score in [0, 1], 1 is perfect
   * @param explanation one line for people
   */
  record Scored(double score, String explanation) implements Grade {
    public Scored {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("a score lies in [0, 1], not " + score);
      }
    }
  }

  /** The grader could not judge; this is not a zero. */
  record Unscored(String reason) implements Grade {}
}
