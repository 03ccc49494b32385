package dev.signalbox.eval.grade;

import dev.signalbox.eval.golden.GoldenCase;

/** Judges one answer. Implementations are pure and thread-safe. */
public interface Grader {

  /** Short and stable, as suites and pages name it. */
  String name();

  /** The name and whatever changes the meaning of its score, such as {@code field_match/1}. */
  String version();

  Grade grade(GoldenCase golden, CaseAnswer answer);
}
