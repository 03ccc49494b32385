package dev.signalbox.eval.detect;

/**
 * A 95% interval of how much a pass rate changed: Newcombe's hybrid score interval (1998,
 * Statistics in Medicine 17, method 10). Golden cases vary less than the binomial it assumes, so it
 * is wider than it need be.
 *
 * @param low in [−1, 1]
 * @param high in [−1, 1]
 */
record Difference(double low, double high) {
  private static final double Z = 1.959964;

  /** Of {@code after} − {@code before}; both hold at least one result. */
  static Difference between(Tally before, Tally after) {
    double change = after.rate() - before.rate();
    Wilson earlier = Wilson.of(before);
    Wilson later = Wilson.of(after);
    double down = StrictMath.hypot(after.rate() - later.low(), earlier.high() - before.rate());
    double up = StrictMath.hypot(later.high() - after.rate(), before.rate() - earlier.low());
    return new Difference(Math.max(-1, change - down), Math.min(1, change + up));
  }

  /** Wilson's score interval (1927) of one pass rate. */
  private record Wilson(double low, double high) {
    static Wilson of(Tally tally) {
      double trials = tally.trials();
      double rate = tally.rate();
      double centre = rate + Z * Z / (2 * trials);
      double half = Z * StrictMath.sqrt(rate * (1 - rate) / trials + Z * Z / (4 * trials * trials));
      double scale = 1 + Z * Z / trials;
      return new Wilson((centre - half) / scale, (centre + half) / scale);
    }
  }
}
