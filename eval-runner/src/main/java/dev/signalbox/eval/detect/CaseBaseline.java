package dev.signalbox.eval.detect;

/** One case's results in its baseline runs, counted as the bounds need them. */
final class CaseBaseline {
  private Tally odd = Tally.NONE;
  private Tally even = Tally.NONE;
  private Tally evenAfterPass = Tally.NONE;
  private Tally evenAfterFail = Tally.NONE;
  private int fails;
  private int spells;
  private boolean any;
  private boolean failedLast;

  /** What a bound is taken after. */
  enum After {
    ANYTHING,
    PASS,
    FAIL
  }

  static boolean isFail(double score) {
    return score < .5;
  }

  void add(double score, boolean oddRun) {
    if (oddRun) {
      odd = odd.plus(score);
    } else {
      addEven(score);
    }
    if (isFail(score)) {
      fails++;
      spells += any && failedLast ? 0 : 1;
    }
    any = true;
    failedLast = isFail(score);
  }

  private void addEven(double score) {
    even = even.plus(score);
    if (any && failedLast) {
      evenAfterFail = evenAfterFail.plus(score);
    } else if (any) {
      evenAfterPass = evenAfterPass.plus(score);
    }
  }

  Tally odd() {
    return odd;
  }

  Tally even(After after) {
    return switch (after) {
      case ANYTHING -> even;
      case PASS -> evenAfterPass;
      case FAIL -> evenAfterFail;
    };
  }

  Tally all() {
    return odd.plus(even);
  }

  /** How often a fail followed directly on a fail. */
  int repeats() {
    return fails - spells;
  }

  /**
   * The mean of {@link #repeats()} if the same results came in random order (Wald, Wolfowitz 1940).
   */
  double expectedRepeats() {
    double results = all().trials();
    return results == 0 ? 0 : fails * (fails - 1) / results;
  }

  /** The variance that goes with {@link #expectedRepeats()}. */
  double repeatVariance() {
    double results = all().trials();
    return results < 2
        ? 0
        : fails
            * (fails - 1)
            * (results - fails)
            * (results - fails + 1)
            / (results * results * (results - 1));
  }
}
