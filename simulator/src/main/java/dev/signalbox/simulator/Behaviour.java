package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Revision;
import java.time.Duration;
import java.util.Optional;

/**
 * How a model behaves at present.
 *
 * @param revision what the provider says it serves
 * @param latency until the first piece of an answer
 * @param betweenPieces each piece and the next; an answer in one piece waits for all of them
 * @param drift absent while the model is as good as its skill
 * @param outage of this model alone
 */
public record Behaviour(
    Revision revision,
    Latency latency,
    Duration betweenPieces,
    Skill skill,
    Optional<Drift> drift,
    Optional<Outage> outage) {
  public Behaviour {
    if (betweenPieces.isNegative()) {
      throw new IllegalArgumentException("a wait cannot be negative, got " + betweenPieces);
    }
    if (outage.isPresent() && outage.get().fault() instanceof Fault.ConnectionRefused) {
      throw new IllegalArgumentException("a model alone cannot refuse connections");
    }
  }

  /** Flawless and at once. */
  public static Behaviour serving(Revision revision) {
    return new Behaviour(
        revision,
        Latency.none(),
        Duration.ZERO,
        Skill.flawless(),
        Optional.empty(),
        Optional.empty());
  }

  /** Without a fingerprint. */
  public static Behaviour serving(String revision) {
    return serving(new Revision(revision, Optional.empty()));
  }

  public Behaviour withRevision(Revision other) {
    return new Behaviour(other, latency, betweenPieces, skill, drift, outage);
  }

  public Behaviour withLatency(Latency other) {
    return new Behaviour(revision, other, betweenPieces, skill, drift, outage);
  }

  public Behaviour withBetweenPieces(Duration other) {
    return new Behaviour(revision, latency, other, skill, drift, outage);
  }

  public Behaviour withSkill(Skill other) {
    return new Behaviour(revision, latency, betweenPieces, other, drift, outage);
  }

  public Behaviour withDrift(Drift other) {
    return new Behaviour(revision, latency, betweenPieces, skill, Optional.of(other), outage);
  }

  public Behaviour withoutDrift() {
    return new Behaviour(revision, latency, betweenPieces, skill, Optional.empty(), outage);
  }

  public Behaviour withOutage(Outage other) {
    return new Behaviour(revision, latency, betweenPieces, skill, drift, Optional.of(other));
  }

  public Behaviour withoutOutage() {
    return new Behaviour(revision, latency, betweenPieces, skill, drift, Optional.empty());
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
