package dev.signalbox.bench.detection;

import java.util.stream.IntStream;

/**
 * The pass probabilities of a suite's cases before and after a change. The reference mix has, of 50
 * cases, 42 that nearly always pass, 6 that nearly never do and 2 coin tosses.
 */
final class Mix {
  private static final double GOOD = .995;
  private static final double BAD = .02;
  private static final double HEALED = .98;
  private static final int SWAPPED = 4;

  private Mix() {}

  /** What happens to the cases. */
  enum Change {
    DROP_BY_A_TWENTIETH("-4.3 points"),
    DROP_BY_A_TENTH("-8.6 points"),
    FOUR_BREAK("4 break"),
    FOUR_BREAK_FOUR_HEAL("4 break, 4 heal");

    private final String title;

    Change(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** The probabilities after the change, of a mix made by {@link Mix#reference}. */
    double[] applyTo(double[] healthy) {
      double[] changed = healthy.clone();
      switch (this) {
        case DROP_BY_A_TWENTIETH -> scale(changed, .95);
        case DROP_BY_A_TENTH -> scale(changed, .9);
        case FOUR_BREAK -> replace(changed, GOOD, BAD);
        case FOUR_BREAK_FOUR_HEAL -> {
          replace(changed, BAD, HEALED);
          replace(changed, GOOD, BAD);
        }
      }
      return changed;
    }

    private static void scale(double[] probabilities, double by) {
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] *= by;
      }
    }

    /** Changes four cases, or all there are. */
    private static void replace(double[] probabilities, double from, double to) {
      int replaced = 0;
      for (int i = 0; i < probabilities.length && replaced < SWAPPED; i++) {
        if (probabilities[i] == from) {
          probabilities[i] = to;
          replaced++;
        }
      }
    }
  }

  static double[] reference(int cases) {
    long good = Math.round(cases * .84);
    long bad = Math.round(cases * .12);
    return IntStream.range(0, cases)
        .mapToDouble(number -> number < good ? GOOD : number < good + bad ? BAD : .5)
        .toArray();
  }

  /**
   * The smallest mean delay that any method can reach as γ grows, in runs: ln γ by the information
   * of one run (Lorden 1971). No delay is below one run, so a bound under 1 says nothing.
   */
  static double lordenBound(double[] healthy, double[] changed, double runsBetweenFalseAlarms) {
    double information = 0;
    for (int i = 0; i < healthy.length; i++) {
      information +=
          changed[i] * Math.log(changed[i] / healthy[i])
              + (1 - changed[i]) * Math.log((1 - changed[i]) / (1 - healthy[i]));
    }
    return Math.log(runsBetweenFalseAlarms) / information;
  }
}
