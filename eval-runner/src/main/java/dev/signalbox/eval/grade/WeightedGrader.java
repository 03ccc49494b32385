package dev.signalbox.eval.grade;

/**
 * A grader with its share in the score.
 *
 * @param weight at least 0; a grader of weight 0 is recorded but does not count
 */
public record WeightedGrader(Grader grader, double weight) {
  public WeightedGrader {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("a weight is at least 0, not " + weight);
    }
  }
}
