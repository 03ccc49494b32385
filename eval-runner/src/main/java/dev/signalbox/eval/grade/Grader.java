package dev.signalbox.eval.grade;

/** Judges one answer. Implementations are thread-safe, and equal answers get equal grades. */
public interface Grader {

  /** Short and stable, as suites and pages name it. */
  String name();

  /**
   * The name and whatever changes the meaning of its score, such as {@code field_match/1}; without
   * spaces.
   */
  String version();

  Grade grade(CaseAnswer answer);
}
