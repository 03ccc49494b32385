package dev.signalbox.db.view;

/**
 * A share with its 95 % confidence interval, all in [0, 1].
 *
 * @param low lower end of the interval
 * @param high its upper end
 */
public record Interval(double share, double low, double high) {
  /** The 97.5 % point of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * The score interval of E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
   * Inference", JASA 22 (1927). Unlike the textbook interval it stays inside [0, 1] and keeps its
   * coverage near the ends, where pass rates live.
   *
   * @param passed at least 0
   * @param of how many were scored, at least 1
   */
  public static Interval wilson(long passed, long of) {
    if (of < 1 || passed < 0 || passed > of) {
      throw new IllegalArgumentException(passed + " of " + of + " is no share");
    }
    double share = (double) passed / of;
    double square = Z * Z / of;
    double middle = (share + square / 2) / (1 + square);
    double half = Z * Math.sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square);
    return new Interval(share, Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
