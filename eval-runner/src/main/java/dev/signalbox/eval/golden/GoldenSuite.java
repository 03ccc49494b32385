package dev.signalbox.eval.golden;

import dev.signalbox.eval.grade.WeightedGrader;
import java.util.List;

/**
 * A versioned set of cases for one task.
 *
 * @param version SHA-256, in hex, of its content: cases and graders
 * @param passMark an answer passes when its weighted score is at least this, in (0, 1]
 * @param cases never empty
 */
public record GoldenSuite(
    String name,
    String version,
    String task,
    String description,
    double passMark,
    List<WeightedGrader> graders,
    List<GoldenCase> cases) {
  public GoldenSuite {
    graders = List.copyOf(graders);
    cases = List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("suite " + name + " has no cases");
    }
    if (!(passMark > 0 && passMark <= 1)) {
      throw new IllegalArgumentException("a pass mark lies in (0, 1], not at " + passMark);
    }
  }

  /** A suite with its version worked out. */
  public static GoldenSuite of(
      String name,
      String task,
      String description,
      double passMark,
      List<WeightedGrader> graders,
      List<GoldenCase> cases) {
    String version = ContentHash.of(name, task, graderVersion(passMark, graders), cases);
    return new GoldenSuite(name, version, task, description, passMark, graders, cases);
  }

  /** Names what the scores mean: changes exactly when a grader, a weight or the pass mark does. */
  public String graderVersion() {
    return graderVersion(passMark, graders);
  }

  private static String graderVersion(double passMark, List<WeightedGrader> graders) {
    StringBuilder version = new StringBuilder("pass>=" + passMark);
    for (WeightedGrader weighted : graders) {
      version.append(' ').append(weighted.grader().version()).append('*').append(weighted.weight());
    }
    return version.toString();
  }
}
