package dev.signalbox.simulator;

/** Checks for shares and probabilities. */
final class Shares {
  private Shares() {}

  static void check(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " has to be in [0, 1], got " + share);
    }
  }
}
