package dev.signalbox.simulator;

/**
 * Repeatable randomness. What is drawn depends on the seed and on what it is drawn for, never on
 * what was drawn before, so that concurrent requests do not disturb one another.
 *
 * <p>Text goes in by FNV-1a (Fowler, Noll, Vo) and numbers come out through the finalizer of
 * SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
 */
record Seed(long value) {

  /** The seed of one part of what this seed stands for. */
  Seed of(String part) {
    long hash = value ^ 0xcbf29ce484222325L;
    for (int i = 0; i < part.length(); i++) {
      hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
    }
    return new Seed(mixed(hash));
  }

  Seed of(long part) {
    return new Seed(mixed(value + (part + 1) * 0x9e3779b97f4a7c15L));
  }

  /** A number in [0, 1), each as likely. */
  double share() {
    return (mixed(value) >>> 11) * 0x1.0p-53;
  }

  /** A whole number in [0, {@code bound}). */
  int below(int bound) {
    return (int) (share() * bound);
  }

  /** From the normal distribution with mean 0 and deviation 1 (Box and Muller, 1958). */
  double normal() {
    double radius = Math.sqrt(-2 * Math.log(1 - of("radius").share()));
    return radius * Math.cos(2 * Math.PI * of("angle").share());
  }

  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
