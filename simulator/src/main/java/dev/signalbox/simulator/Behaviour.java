package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Revision;
import java.util.Optional;

/**
 * How a model behaves at present.
 *
 * @param revision what the provider says it serves
 * @param drift absent while the model is as good as its skill
 * @param outage of this model alone
 */
public record Behaviour(
    Revision revision,
    Latency latency,
    Skill skill,
    Optional<Drift> drift,
    Optional<Outage> outage) {
  public Behaviour {
    if (outage.isPresent() && outage.get().fault() instanceof Fault.ConnectionRefused) {
      throw new IllegalArgumentException("a model alone cannot refuse connections");
    }
  }

  /** Flawless and at once. */
  public static Behaviour serving(Revision revision) {
    return new Behaviour(
        revision, Latency.none(), Skill.flawless(), Optional.empty(), Optional.empty());
  }

  /** Without a fingerprint. */
  public static Behaviour serving(String revision) {
    return serving(new Revision(revision, Optional.empty()));
  }

  public Behaviour withRevision(Revision other) {
    return new Behaviour(other, latency, skill, drift, outage);
  }

  public Behaviour withLatency(Latency other) {
    return new Behaviour(revision, other, skill, drift, outage);
  }

  public Behaviour withSkill(Skill other) {
    return new Behaviour(revision, latency, other, drift, outage);
  }

  public Behaviour withDrift(Drift other) {
    return new Behaviour(revision, latency, skill, Optional.of(other), outage);
  }

  public Behaviour withoutDrift() {
    return new Behaviour(revision, latency, skill, Optional.empty(), outage);
  }

  public Behaviour withOutage(Outage other) {
    return new Behaviour(revision, latency, skill, drift, Optional.of(other));
  }

  public Behaviour withoutOutage() {
    return new Behaviour(revision, latency, skill, drift, Optional.empty());
  }

  /**
   * The probability of a wrong answer, of skill and drift together.
   *
   * @param seed of provider, model and prompt
   */
  double failureRate(Seed seed, String prompt) {
    double drifted = drift.map(active -> active.failureRate(prompt)).orElse(0.0);
    double skilled = skill.failureRate(seed);
    return skilled + (1 - skilled) * drifted;
  }
}
