package dev.signalbox.eval.detect;

/**
 * Results counted together.
 *
 * @param passes the sum of the scores, so that half an answer counts half
 */
record Tally(double passes, int trials) {
  static final Tally NONE = new Tally(0, 0);

  Tally plus(double score) {
    return new Tally(passes + score, trials + 1);
  }

  Tally plus(Tally other) {
    return new Tally(passes + other.passes, trials + other.trials);
  }

  /** How many trials failed, half answers rounded. */
  int fails() {
    return trials - (int) StrictMath.rint(passes);
  }

  /** In [0, 1]; only where there are trials. */
  double rate() {
    return passes / trials;
  }
}
