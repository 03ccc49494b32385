package dev.signalbox.simulator;

/**
 * A model that quietly got worse.
 *
 * @param share of all prompts that are affected
 * @param probability of a wrong answer to an affected prompt
 * @param seed chooses which prompts; the same seed chooses the same, and a larger share adds to
 *     them
 */
public record Drift(double share, double probability, long seed) {
  public Drift {
    Checks.share("share", share);
    Checks.share("probability", probability);
  }

  boolean affects(String prompt) {
    return new Seed(seed).of("drift").of(prompt).share() < share;
  }

  /** The probability of a wrong answer that this alone brings about. */
  double failureRate(String prompt) {
    return affects(prompt) ? probability : 0;
  }
}
