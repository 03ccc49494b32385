package dev.signalbox.router.outcome;

/** Why a target was not asked. */
public enum SkipReason {
  LACKS_CAPABILITY("the model lacks a capability that the task or the request needs"),
  REJECTS_PARAMETER("the model does not accept a parameter of the request"),
  NO_PRICE("the model has no price, so a cost ceiling cannot be kept"),
  OVER_CEILING("the call could cost more than the task allows"),
  NO_KEY("no key is configured for the provider"),
  BREAKER_OPEN("the circuit breaker is open after repeated faults"),
  DEADLINE_PASSED("no time was left before the deadline");

  private final String sentence;

  SkipReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words, for the decision as people read it. */
  public String sentence() {
    return sentence;
  }
}
