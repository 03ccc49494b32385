package dev.signalbox.simulator;

/**
 * How often a model is wrong. Which prompts it cannot do is decided by a hash of provider, model
 * and prompt, so two models fail on different ones and each always on the same.
 *
 * @param never the share of prompts that it always answers wrongly
 * @param sometimes the share of prompts that it answers wrongly half the time
 * @param slip the probability of a wrong answer to any other prompt
 */
public record Skill(double never, double sometimes, double slip) {
  public Skill {
    Checks.share("never", never);
    Checks.share("sometimes", sometimes);
    Checks.share("never + sometimes", never + sometimes);
    Checks.share("slip", slip);
  }

  /** Always right. */
  public static Skill flawless() {
    return new Skill(0, 0, 0);
  }

  /** The probability of a wrong answer to a prompt. */
  double failureRate(Seed prompt) {
    double place = prompt.of("skill").share();
    if (place < never) {
      return 1;
    }
    return place < never + sometimes ? 0.5 : slip;
  }
}
